using CuaRl.Core.Progress;

namespace CuaRl.Core.Tests.Progress;

/// <summary>The sums of rollouts that a test made up, as the tally query of the database sums up those that are stored.</summary>
internal static class PlayedSums
{
    public static GroupSums Of(params IReadOnlyCollection<RolloutTurns> rollouts)
    {
        RolloutTurns[] timed =
            [.. rollouts.Where(rollout => rollout is { Stage: RolloutStage.Completed, NumTurns: > 0, RolloutTime: > 0 })];
        return new GroupSums(
            rollouts.Aggregate(default(TurnTally), (sum, rollout) => sum + rollout.Tally),
            rollouts.Count,
            timed.Sum(rollout => rollout.RolloutTime!.Value),
            timed.Sum(rollout => (long)rollout.NumTurns!.Value));
    }
}
