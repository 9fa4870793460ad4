namespace CuaRl.Core.Statistics;

/// <summary>The rollouts of a group, a step, an evaluation or a baseline in a few numbers.</summary>
/// <param name="Counted">How many rollouts count.</param>
/// <param name="Masked">How many do not: they have no reward, or nothing validated them. They count nowhere else here.</param>
/// <param name="SuccessCount">How many of the counted ones validation passed.</param>
/// <param name="StrictSuccessCount">How many of them the strict check passed; null when none was checked so.</param>
/// <param name="RewardMean">Null when none counts.</param>
/// <param name="RewardStd">The sample standard deviation, 0 for one rollout; null when none counts.</param>
/// <param name="AverageTurns">Null when none counts.</param>
public readonly record struct RewardSummary(
    int Counted,
    int Masked,
    int SuccessCount,
    int? StrictSuccessCount,
    double? RewardMean,
    double? RewardStd,
    double? AverageTurns)
{
    /// <summary>The share of the counted ones that validation passed, from 0 to 1; null when none counts.</summary>
    public double? SuccessRate => Counted == 0 ? null : (double)SuccessCount / Counted;

    /// <summary>The summary of these rollouts.</summary>
    public static RewardSummary Of(params IReadOnlyCollection<RolloutResult> rollouts)
    {
        RolloutResult[] counted = [.. rollouts.Where(rollout => rollout.IsCounted)];
        double[] rewards = [.. counted.Select(rollout => rollout.Reward!.Value)];
        var sample = SampleStatistics.Of(rewards);
        return new RewardSummary(
            counted.Length,
            rollouts.Count - counted.Length,
            counted.Count(rollout => rollout.Validated == true),
            counted.Any(rollout => rollout.Strict is not null) ? counted.Count(rollout => rollout.Strict == true) : null,
            counted.Length == 0 ? null : sample.Mean,
            counted.Length == 0 ? null : sample.StandardDeviation,
            counted.Length == 0 ? null : counted.Average(rollout => rollout.NumTurns));
    }
}
