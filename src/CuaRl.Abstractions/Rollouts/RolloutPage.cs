using System.Collections.Immutable;

namespace CuaRl;

/// <summary>A page of rollouts.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.RolloutPage")]
public sealed record RolloutPage
{
    /// <summary>The page, newest first.</summary>
    [Id(0)]
    public required ImmutableArray<RolloutSummary> Items { get; init; }

    /// <summary>Where the next page begins, an opaque text; null when there is no more.</summary>
    [Id(1)]
    public string? Next { get; init; }

    /// <summary>How many match, if that was asked for.</summary>
    [Id(2)]
    public long? Total { get; init; }
}
