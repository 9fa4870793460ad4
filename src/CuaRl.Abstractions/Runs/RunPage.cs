using System.Collections.Immutable;

namespace CuaRl;

/// <summary>A page of runs.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.RunPage")]
public sealed record RunPage
{
    /// <summary>The page, oldest first.</summary>
    [Id(0)]
    public required ImmutableArray<RunInfo> Items { get; init; }

    /// <summary>Where the next page begins, an opaque text; null when there was no more.</summary>
    [Id(1)]
    public string? Next { get; init; }
}
