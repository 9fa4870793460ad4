namespace CuaRl;

/// <summary>What a group is from its creation on; its batch works it out.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.GroupDefinition")]
public sealed record GroupDefinition
{
    /// <summary>The training.</summary>
    [Id(0)]
    public required string TrainingId { get; init; }

    /// <summary>The training's number.</summary>
    [Id(1)]
    public required long TrainingNumber { get; init; }

    /// <summary>The batch.</summary>
    [Id(2)]
    public required string BatchId { get; init; }

    /// <summary>The batch's number.</summary>
    [Id(3)]
    public required long BatchNumber { get; init; }

    /// <summary>What the batch is for.</summary>
    [Id(4)]
    public required SourceType SourceType { get; init; }

    /// <summary>The batch's step.</summary>
    [Id(5)]
    public required int Step { get; init; }

    /// <summary>The policy that acts.</summary>
    [Id(6)]
    public required string ModelPath { get; init; }

    /// <summary>What it was asked for with.</summary>
    [Id(7)]
    public required GroupRequest Request { get; init; }

    /// <summary>The task as it was when the group was made.</summary>
    [Id(8)]
    public required RolloutTask Task { get; init; }

    /// <summary>How many turns a rollout may take: the lower of the training's and the task's limit.</summary>
    [Id(9)]
    public required int MaxTurns { get; init; }

    /// <summary>The sampling temperature.</summary>
    [Id(10)]
    public required double Temperature { get; init; }

    /// <summary>The name of the reward function.</summary>
    [Id(11)]
    public required string RewardFunction { get; init; }

    /// <summary>The kind of device.</summary>
    [Id(12)]
    public required string BoxType { get; init; }

    /// <summary>How many rollouts of the training run at once; time estimates divide by it.</summary>
    /// <value>The default is 1.</value>
    [Id(13)]
    public int MaxConcurrentRollouts { get; init; } = 1;
}
