using CuaRl.Core.Phones;
using CuaRl.Core.Phones.Play;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Policies;
using CuaRl.Core.Randomness;
using CuaRl.Core.Tasks;

namespace CuaRl.TestKit.Policies;

/// <summary>An episode that a policy played on a simulated phone, in process.</summary>
/// <param name="Turns">Its decisions; the last is its finish unless the turns ran out.</param>
/// <param name="IsSuccess">Whether it finished and the task's validator says yes.</param>
/// <param name="IsStrict">Whether the goal was reached by right app and right value as well.</param>
public sealed record PhoneRollout(IReadOnlyList<TakenDecision> Turns, bool IsSuccess, bool IsStrict)
{
    /// <summary>Plays a task within its limit of turns.</summary>
    /// <param name="policy">Who plays.</param>
    /// <param name="builder">Makes the decisions; this caller's own.</param>
    /// <param name="task">The task and its text.</param>
    /// <param name="deviceSeed">The phone's seed.</param>
    /// <param name="seed">What the draws follow from.</param>
    /// <param name="temperature">The temperature that they are drawn at.</param>
    public static PhoneRollout Play(
        SoftmaxPolicy policy, DecisionBuilder builder, (CuaTask Task, TaskText Text) task, ulong deviceSeed, ulong seed,
        double temperature = 1)
    {
        var goal = PhoneTask.Of(task.Task);
        var (phone, history, random) = (Phone.Start(deviceSeed, goal), new EpisodeHistory(), new SeededGenerator(seed));
        var turns = new List<TakenDecision>();
        string? message = null;
        while (message is null && turns.Count < task.Task.MaxSteps)
        {
            var screen = phone.Screen.Elements;
            var decision = builder.Build(task.Text, history, screen);
            var choice = policy.Sample(decision, temperature, random.NextUnit());
            turns.Add(new TakenDecision(decision, choice.Index, choice.LogProbability, temperature));
            var candidate = builder.Candidates[choice.Index];
            history.Add(screen, candidate);
            if (candidate.Action(screen, PhoneScreen.Size) is { } action)
            {
                phone.Act(action);
            }
            else
            {
                message = candidate.Text;
            }
        }

        var isSuccess = message is not null && PhoneEpisode.Judge(task.Task, phone, message)?.Success == true;
        return new PhoneRollout(turns, isSuccess, isSuccess && phone.IsStrictlyReached(goal, message) == true);
    }
}
