namespace CuaRl;

/// <summary>What a completed step came to.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.StepMeasures")]
public sealed record StepMeasures
{
    /// <summary>The training that took it: the one that is compared, or an ancestor of it.</summary>
    [Id(0)]
    public required string TrainingId { get; init; }

    /// <summary>The share of rollouts that succeeded, 0 to 1; null when none counts.</summary>
    [Id(1)]
    public double? SuccessRate { get; init; }

    /// <summary>The mean reward; null when no rollout counts.</summary>
    [Id(2)]
    public double? RewardMean { get; init; }

    /// <summary>The loss; null when nothing was trained on.</summary>
    [Id(3)]
    public double? Loss { get; init; }
}
