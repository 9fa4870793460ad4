namespace CuaRl;

/// <summary>
/// What the rewards of a set of rollouts say. Rollouts without a validator or lost to infrastructure are masked: they
/// count nowhere here but in <see cref="Masked"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("cuarl.RewardStatistics")]
public sealed record RewardStatistics
{
    /// <summary>How many rollouts count.</summary>
    [Id(0)]
    public required int Count { get; init; }

    /// <summary>How many do not.</summary>
    [Id(1)]
    public required int Masked { get; init; }

    /// <summary>The mean reward; null for none.</summary>
    [Id(2)]
    public double? RewardMean { get; init; }

    /// <summary>The sample standard deviation; 0 for fewer than two.</summary>
    [Id(3)]
    public double? RewardStd { get; init; }

    /// <summary>How many were validated as successful.</summary>
    [Id(4)]
    public required int SuccessCount { get; init; }

    /// <summary>How many also reached the strict goal; null when no device checked it.</summary>
    [Id(5)]
    public int? StrictSuccessCount { get; init; }

    /// <summary>How many turns they took on average.</summary>
    [Id(6)]
    public double? AverageTurns { get; init; }

    /// <summary>The share of groups whose rewards differ; null for a single group.</summary>
    [Id(7)]
    public double? FractionMixed { get; init; }

    /// <summary>The share of groups whose rewards are all equal and at least 0.5.</summary>
    [Id(8)]
    public double? FractionAllGood { get; init; }

    /// <summary>The share of groups whose rewards are all equal and below 0.5.</summary>
    [Id(9)]
    public double? FractionAllBad { get; init; }

    /// <summary>True when validated success is more than 5 points above strict success.</summary>
    [Id(10)]
    public bool IsRewardHackingSuspected { get; init; }
}
