using System.Collections.Immutable;

namespace CuaRl;

/// <summary>A page of trainings.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.TrainingPage")]
public sealed record TrainingPage
{
    /// <summary>The page, newest first.</summary>
    [Id(0)]
    public required ImmutableArray<TrainingInfo> Items { get; init; }

    /// <summary>Where the next page begins, an opaque text; null when there is no more.</summary>
    [Id(1)]
    public string? Next { get; init; }
}
