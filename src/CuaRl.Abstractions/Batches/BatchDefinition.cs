namespace CuaRl;

/// <summary>What a batch is from its creation on; its training works it out.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.BatchDefinition")]
public sealed record BatchDefinition
{
    /// <summary>The training.</summary>
    [Id(0)]
    public required string TrainingId { get; init; }

    /// <summary>The training's number.</summary>
    [Id(1)]
    public required long TrainingNumber { get; init; }

    /// <summary>What it was asked for with.</summary>
    [Id(2)]
    public required BatchRequest Request { get; init; }

    /// <summary>The training's limit of turns.</summary>
    [Id(3)]
    public required int MaxTurns { get; init; }

    /// <summary>The learning rate of the step.</summary>
    [Id(4)]
    public required double LearningRate { get; init; }

    /// <summary>The sampling temperature.</summary>
    [Id(5)]
    public required double Temperature { get; init; }

    /// <summary>The name of the reward function.</summary>
    [Id(6)]
    public required string RewardFunction { get; init; }

    /// <summary>The kind of device.</summary>
    [Id(7)]
    public required string BoxType { get; init; }

    /// <summary>How many rollouts of the training run at once; time estimates divide by it.</summary>
    /// <value>The default is 1.</value>
    [Id(8)]
    public int MaxConcurrentRollouts { get; init; } = 1;
}
