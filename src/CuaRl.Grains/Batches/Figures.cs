using CuaRl.Core.Statistics;
using CuaRl.Grains.Ports;

namespace CuaRl.Grains.Batches;

/// <summary>What the rewards of rollouts say, from what is stored of those that have ended.</summary>
internal static class Figures
{
    /// <summary>The statistics of a group.</summary>
    public static RewardStatistics OfGroup(IReadOnlyCollection<RolloutFacts> rollouts) => Of(Results(rollouts));

    /// <summary>The statistics of a batch, with the shares of its groups.</summary>
    public static RewardStatistics OfBatch(IReadOnlyCollection<RolloutFacts> rollouts)
    {
        var mix = GroupMix.Of(rollouts.GroupBy(rollout => rollout.GroupId).Select(group => Results(group)));
        var all = Of(Results(rollouts));
        return mix.Groups == 0 ? all : all with
        {
            FractionMixed = mix.FracMixed,
            FractionAllGood = mix.FracAllGood,
            FractionAllBad = mix.FracAllBad,
        };
    }

    /// <summary>What lies open is in no statistic.</summary>
    public static bool HasEnded(this RolloutFacts rollout) =>
        rollout.Status is RolloutStatus.Completed or RolloutStatus.Failed or RolloutStatus.Cancelled;

    private static RewardStatistics Of(RolloutResult[] results)
    {
        var rewards = RewardSummary.Of(results);
        return new RewardStatistics
        {
            Count = rewards.Counted,
            Masked = rewards.Masked,
            RewardMean = rewards.RewardMean,
            RewardStd = rewards.RewardStd,
            SuccessCount = rewards.SuccessCount,
            StrictSuccessCount = rewards.StrictSuccessCount,
            AverageTurns = rewards.AverageTurns,
            IsRewardHackingSuspected = SuccessGap.Of(results).IsPossibleRewardHacking,
        };
    }

    /// <summary>Of those that have ended and began at the reset: what went on from another one is no sample of the task.</summary>
    private static RolloutResult[] Results(IEnumerable<RolloutFacts> rollouts) =>
    [
        .. rollouts.Where(rollout => rollout.HasEnded() && !rollout.IsBranch).Select(rollout => new RolloutResult(
            rollout.IsMasked ? null : rollout.Reward, rollout.ValidationPassed, rollout.Turns, rollout.StrictSuccess)),
    ];
}
