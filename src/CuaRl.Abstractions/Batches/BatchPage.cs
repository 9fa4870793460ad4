using System.Collections.Immutable;

namespace CuaRl;

/// <summary>A page of the batches of a training.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.BatchPage")]
public sealed record BatchPage
{
    /// <summary>The page, by creation.</summary>
    [Id(0)]
    public required ImmutableArray<BatchInfo> Items { get; init; }

    /// <summary>Where the next page begins, an opaque text; null when there is no more.</summary>
    [Id(1)]
    public string? Next { get; init; }
}
