using System.Collections.Immutable;

namespace CuaRl;

/// <summary>Which trainings a training comes from, and which come from it.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.TrainingLineage")]
public sealed record TrainingLineage
{
    /// <summary>The training.</summary>
    [Id(0)]
    public required string TrainingId { get; init; }

    /// <summary>
    /// Its ancestors, the first of all first, each with the step at which it was left. One that was deleted is named by its branch; what
    /// was before it is not known any more.
    /// </summary>
    [Id(1)]
    public required ImmutableArray<TrainingRelative> Ancestors { get; init; }

    /// <summary>Its own branches, oldest first, each with the step at which it leaves.</summary>
    [Id(2)]
    public required ImmutableArray<TrainingRelative> Children { get; init; }
}
