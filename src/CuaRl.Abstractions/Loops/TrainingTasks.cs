using System.Collections.Immutable;

namespace CuaRl;

/// <summary>The tasks of a training by their ids, as they were chosen when it began: what is stored later does not change them.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.TrainingTasks")]
public sealed record TrainingTasks
{
    /// <summary>What is trained on, in the order that the seed shuffles; at most 10,000.</summary>
    [Id(0)]
    public required ImmutableArray<string> Training { get; init; }

    /// <summary>What is evaluated on, in order; at most 10,000.</summary>
    [Id(1)]
    public required ImmutableArray<string> Evaluation { get; init; }
}
