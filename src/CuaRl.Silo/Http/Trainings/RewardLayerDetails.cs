using System.ComponentModel;

namespace CuaRl.Silo.Http.Trainings;

/// <summary>Rewards computed anew, beside the recorded ones.</summary>
internal sealed record RewardLayerDetails
{
    public required string Name { get; init; }

    public required string RewardFunction { get; init; }

    public required int RewardVersion { get; init; }

    [Description("How many have a reward in it.")]
    public required long Rollouts { get; init; }

    [Description("How many of them differ from the recorded one.")]
    public required long Changed { get; init; }

    public required double? RewardMean { get; init; }

    [Description("Of the same rollouts.")]
    public required double? RecordedRewardMean { get; init; }

    public required string ComputedAt { get; init; }

    public static RewardLayerDetails From(RewardLayer layer) => new()
    {
        Name = layer.Name,
        RewardFunction = layer.Function,
        RewardVersion = layer.Version,
        Rollouts = layer.Rollouts,
        Changed = layer.Changed,
        RewardMean = layer.MeanReward,
        RecordedRewardMean = layer.MeanRecordedReward,
        ComputedAt = UtcTimestamp.Format(layer.ComputedAt),
    };
}
