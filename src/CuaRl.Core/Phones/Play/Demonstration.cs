using System.Collections.Immutable;
using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Policies;
using CuaRl.Core.Tasks;

namespace CuaRl.Core.Phones.Play;

/// <summary>What the scripted player did, turn by turn, as choices among a policy's candidates: something to imitate.</summary>
/// <param name="Turns">The choices; the last is its finish.</param>
/// <param name="IsSuccess">Whether the task's validator says that it is done; null when it has none or cannot tell.</param>
/// <param name="IsStrict">Whether the goal was reached by right app and right value.</param>
public sealed record Demonstration(ImmutableArray<DemonstratedTurn> Turns, bool? IsSuccess, bool IsStrict)
{
    private const string NoteMark = "Done: ";

    /// <summary>
    /// Has the player do a task by the nearest candidates: text with the enter key is two turns, a message is the text that the player
    /// read. Null when the player does not know how, or does what no candidate does.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="seed">The phone's seed.</param>
    /// <param name="builder">Makes the decisions.</param>
    public static Demonstration? Play(CuaTask task, ulong seed, DecisionBuilder builder)
    {
        var goal = PhoneTask.Of(task);
        if (PhonePlayer.For(goal) is not { } player)
        {
            return null;
        }

        var (phone, text, history) = (Phone.Start(seed, goal), new TaskText(task.Description), new EpisodeHistory());
        var turns = ImmutableArray.CreateBuilder<DemonstratedTurn>();
        var rest = new Queue<ScreenAction>();
        string? message = null;
        while (message is null && turns.Count < task.MaxSteps)
        {
            var screen = phone.Screen.Elements;
            var decision = builder.Build(text, history, screen);
            var chosen = rest.TryDequeue(out var action)
                ? Candidates.Find(builder.Candidates, screen, PhoneScreen.Size, action)
                : Choose(player.Next(phone.Screen), screen, builder, rest);
            if (chosen < 0)
            {
                return null;
            }

            var candidate = builder.Candidates[chosen];
            turns.Add(new DemonstratedTurn(screen, decision, chosen, candidate));
            history.Add(screen, candidate);
            if (candidate.Action(screen, PhoneScreen.Size) is { } done)
            {
                phone.Act(done);
            }
            else
            {
                message = candidate.Text;
            }
        }

        return new Demonstration(
            turns.ToImmutable(), PhoneEpisode.Judge(task, phone, message)?.Success, phone.IsStrictlyReached(goal, message) == true);
    }

    private static int Choose(
        PlayerMove move, ImmutableArray<ScreenElement> screen, DecisionBuilder builder, Queue<ScreenAction> rest)
    {
        switch (move)
        {
            case PlayerMove.Finish finish:
                var note = finish.Message.StartsWith(NoteMark, StringComparison.Ordinal) ? finish.Message[NoteMark.Length..] : "";
                return Candidates.FindFinish(builder.Candidates, note);
            case PlayerMove.Act { Action: ScreenAction.TypeText { IsSubmitted: true } typing }:
                rest.Enqueue(new ScreenAction.PressKeys(["enter"]));
                return Candidates.Find(builder.Candidates, screen, PhoneScreen.Size, typing with { IsSubmitted = false });
            default:
                return Candidates.Find(builder.Candidates, screen, PhoneScreen.Size, ((PlayerMove.Act)move).Action);
        }
    }
}
