using System.Text.Json.Serialization;

namespace CuaRl.Grains.Batches;

/// <summary>What rewards say, inside the records of groups and batches.</summary>
internal sealed record StatisticsState
{
    [JsonPropertyName("count")]
    public int Count { get; set; }

    [JsonPropertyName("masked")]
    public int Masked { get; set; }

    [JsonPropertyName("reward_mean")]
    public double? RewardMean { get; set; }

    [JsonPropertyName("reward_std")]
    public double? RewardStd { get; set; }

    [JsonPropertyName("success_count")]
    public int SuccessCount { get; set; }

    [JsonPropertyName("strict_success_count")]
    public int? StrictSuccessCount { get; set; }

    [JsonPropertyName("average_turns")]
    public double? AverageTurns { get; set; }

    [JsonPropertyName("fraction_mixed")]
    public double? FractionMixed { get; set; }

    [JsonPropertyName("fraction_all_good")]
    public double? FractionAllGood { get; set; }

    [JsonPropertyName("fraction_all_bad")]
    public double? FractionAllBad { get; set; }

    [JsonPropertyName("is_reward_hacking_suspected")]
    public bool IsRewardHackingSuspected { get; set; }

    public static StatisticsState From(RewardStatistics statistics) => new()
    {
        Count = statistics.Count,
        Masked = statistics.Masked,
        RewardMean = statistics.RewardMean,
        RewardStd = statistics.RewardStd,
        SuccessCount = statistics.SuccessCount,
        StrictSuccessCount = statistics.StrictSuccessCount,
        AverageTurns = statistics.AverageTurns,
        FractionMixed = statistics.FractionMixed,
        FractionAllGood = statistics.FractionAllGood,
        FractionAllBad = statistics.FractionAllBad,
        IsRewardHackingSuspected = statistics.IsRewardHackingSuspected,
    };

    public RewardStatistics ToStatistics() => new()
    {
        Count = Count,
        Masked = Masked,
        RewardMean = RewardMean,
        RewardStd = RewardStd,
        SuccessCount = SuccessCount,
        StrictSuccessCount = StrictSuccessCount,
        AverageTurns = AverageTurns,
        FractionMixed = FractionMixed,
        FractionAllGood = FractionAllGood,
        FractionAllBad = FractionAllBad,
        IsRewardHackingSuspected = IsRewardHackingSuspected,
    };
}
