namespace CuaRl;

/// <summary>What a run of reverify over a training's rollouts found, beside the recorded rewards.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.RewardLayer")]
public sealed record RewardLayer
{
    /// <summary>The layer's name, 1 to 200 characters.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>The reward function.</summary>
    [Id(1)]
    public required string Function { get; init; }

    /// <summary>Its version.</summary>
    [Id(2)]
    public required int Version { get; init; }

    /// <summary>How many rollouts have a reward in it.</summary>
    [Id(3)]
    public required long Rollouts { get; init; }

    /// <summary>How many of them differ from the recorded one.</summary>
    [Id(4)]
    public required long Changed { get; init; }

    /// <summary>The mean reward in it.</summary>
    [Id(5)]
    public double? MeanReward { get; init; }

    /// <summary>The mean recorded reward of the same rollouts.</summary>
    [Id(6)]
    public double? MeanRecordedReward { get; init; }

    /// <summary>When it was computed.</summary>
    [Id(7)]
    public required DateTimeOffset ComputedAt { get; init; }
}
