using System.ComponentModel;

namespace CuaRl.Silo.Http.Batches;

/// <summary>What the rewards of a set of rollouts say.</summary>
internal sealed record StatisticsDetails
{
    [Description("How many rollouts count.")]
    public required int Count { get; init; }

    [Description("How many do not: not validated, or lost.")]
    public required int Masked { get; init; }

    public required double? RewardMean { get; init; }

    [Description("The sample standard deviation; 0 for fewer than two.")]
    public required double? RewardStd { get; init; }

    [Description("How many were validated as successful.")]
    public required int SuccessCount { get; init; }

    [Description("success_count of count; null when none counts.")]
    public required double? SuccessRate { get; init; }

    [Description("How many also reached the strict goal; null when no device checked it.")]
    public required int? StrictSuccessCount { get; init; }

    public required double? AverageTurns { get; init; }

    [Description("The share of groups whose rewards differ; null for a single group.")]
    public required double? FractionMixed { get; init; }

    [Description("The share of groups whose rewards are all equal and at least 0.5.")]
    public required double? FractionAllGood { get; init; }

    [Description("The share of groups whose rewards are all equal and below 0.5.")]
    public required double? FractionAllBad { get; init; }

    [Description("True when validated success is more than 5 points above strict success.")]
    public required bool IsRewardHackingSuspected { get; init; }

    public static StatisticsDetails? From(RewardStatistics? statistics) => statistics is null ? null : new()
    {
        Count = statistics.Count,
        Masked = statistics.Masked,
        RewardMean = statistics.RewardMean,
        RewardStd = statistics.RewardStd,
        SuccessCount = statistics.SuccessCount,
        SuccessRate = statistics.Count == 0 ? null : (double)statistics.SuccessCount / statistics.Count,
        StrictSuccessCount = statistics.StrictSuccessCount,
        AverageTurns = statistics.AverageTurns,
        FractionMixed = statistics.FractionMixed,
        FractionAllGood = statistics.FractionAllGood,
        FractionAllBad = statistics.FractionAllBad,
        IsRewardHackingSuspected = statistics.IsRewardHackingSuspected,
    };
}
