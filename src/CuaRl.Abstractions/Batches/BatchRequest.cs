namespace CuaRl;

/// <summary>
/// A step, an evaluation or a baseline to start. Its kind and number are its identity within the training.
/// </summary>
[GenerateSerializer, Immutable, Alias("cuarl.BatchRequest")]
public sealed record BatchRequest
{
    /// <summary>What it is for.</summary>
    [Id(0)]
    public required SourceType SourceType { get; init; }

    /// <summary>The step; of a baseline its number, 0 as a rule.</summary>
    /// <value>The default is 0.</value>
    [Id(1)]
    public int Step { get; init; } = 0;

    /// <summary>The policy that acts, such as a path of sampler weights.</summary>
    [Id(2)]
    public required string ModelPath { get; init; }

    /// <summary>The learning rate of the step; null for the training's.</summary>
    [Id(3)]
    public double? LearningRate { get; init; }

    /// <summary>How many groups (of an evaluation: tasks) it will have, 0 to 10,000.</summary>
    [Id(4)]
    public required int NumGroups { get; init; }

    /// <summary>How many rollouts each has, 1 to 10,000.</summary>
    [Id(5)]
    public required int GroupSize { get; init; }
}
