using System.Collections.Immutable;
using System.Text;
using CuaRl.Core.Tasks;
using CuaRl.Core.Validation;

namespace CuaRl.Core.Phones.Play;

/// <summary>A task that the scripted player played on a simulated phone, from its reset to its end.</summary>
/// <param name="Turns">What it saw and did; the last is its finish unless the turns ran out.</param>
/// <param name="Message">What it said when it finished; null when it did not.</param>
/// <param name="Verdict">What the task's validator says; null when it has none.</param>
/// <param name="IsStrictlyReached">Whether the goal was reached by right app and right value; null when the phone cannot tell.</param>
public sealed record PhoneEpisode(
    ImmutableArray<PhoneTurn> Turns, string? Message, ValidationVerdict? Verdict, bool? IsStrictlyReached)
{
    /// <summary>Plays a task within its limit of turns; null when the player does not know how.</summary>
    /// <param name="task">The task.</param>
    /// <param name="seed">The phone's seed.</param>
    public static PhoneEpisode? Play(CuaTask task, ulong seed)
    {
        var goal = PhoneTask.Of(task);
        if (PhonePlayer.For(goal) is not { } player)
        {
            return null;
        }

        var phone = Phone.Start(seed, goal);
        var turns = ImmutableArray.CreateBuilder<PhoneTurn>();
        string? message = null;
        while (message is null && turns.Count < task.MaxSteps)
        {
            var turn = new PhoneTurn(phone.Screen, player.Next(phone.Screen));
            turns.Add(turn);
            switch (turn.Move)
            {
                case PlayerMove.Act move when phone.Act(move.Action) is { } problem:
                    throw new InvalidOperationException($"The player of {task.Id} made a move that no phone takes: {problem}.");
                case PlayerMove.Finish finish:
                    message = finish.Message;
                    break;
            }
        }

        return new PhoneEpisode(turns.ToImmutable(), message, Judge(task, phone, message), phone.IsStrictlyReached(goal, message));
    }

    /// <summary>The validator of a task, ready to judge; null when it has none.</summary>
    /// <exception cref="FormatException">What the task expects is nothing which its query could expect.</exception>
    public static ValidationCheck? CheckOf(CuaTask task) =>
        task.ValidationQuery is { } query && ValidationQueries.BuiltIn.Problem(query) is null
            ? ValidationQueries.BuiltIn.Prepare(query, Encoding.UTF8.GetBytes(task.ExpectedResult ?? ""))
            : null;

    /// <summary>What a task's validator says of a phone and of what was said at the end; null when the task has none.</summary>
    public static ValidationVerdict? Judge(CuaTask task, Phone phone, string? message)
    {
        if (CheckOf(task) is not { } check)
        {
            return null;
        }

        var result = check.Command is { } command ? phone.Run(command) : new PhoneShellResult(0, "");
        return check.Judge(new ValidationEvidence(result.Output, result.ExitCode, message));
    }
}
