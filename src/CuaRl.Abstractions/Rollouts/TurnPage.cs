using System.Collections.Immutable;

namespace CuaRl;

/// <summary>A page of turns.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.TurnPage")]
public sealed record TurnPage
{
    /// <summary>The page, in order.</summary>
    [Id(0)]
    public required ImmutableArray<StoredTurn> Items { get; init; }

    /// <summary>The first turn of the next page; null when there is none yet.</summary>
    [Id(1)]
    public int? Next { get; init; }
}
