using CuaRl.Core.Grpo.Seeds;
using CuaRl.Core.Phones;
using CuaRl.Core.Phones.Play;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Policies;
using CuaRl.Core.Tasks;

namespace CuaRl.Core.Learning;

/// <summary>An episode of a policy on a simulated phone, sampled at temperature 1.</summary>
internal static class PolicyEpisode
{
    /// <summary>Whether the policy finishes a task within its limit of turns so that its validator is content.</summary>
    /// <param name="policy">Who plays.</param>
    /// <param name="builder">Makes the decisions.</param>
    /// <param name="task">The task.</param>
    /// <param name="text">What it says.</param>
    /// <param name="deviceSeed">The phone's seed.</param>
    /// <param name="samplingSeed">The seed of each turn, counted from 1.</param>
    public static bool Succeeds(
        SoftmaxPolicy policy, DecisionBuilder builder, CuaTask task, TaskText text, long deviceSeed, Func<int, long> samplingSeed)
    {
        var (phone, history) = (Phone.Start((ulong)deviceSeed, PhoneTask.Of(task)), new EpisodeHistory());
        for (var turn = 1; turn <= task.MaxSteps; turn++)
        {
            var screen = phone.Screen.Elements;
            var decision = builder.Build(text, history, screen);
            var candidate = builder.Candidates[policy.Sample(decision, 1, (ulong)samplingSeed(turn)).Index];
            if (candidate.Action(screen, PhoneScreen.Size) is not { } action)
            {
                return PhoneEpisode.Judge(task, phone, candidate.Text)?.Success == true;
            }

            history.Add(screen, candidate);
            phone.Act(action);
        }

        return false;
    }
}
