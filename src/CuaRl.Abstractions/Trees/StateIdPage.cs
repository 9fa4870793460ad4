using System.Collections.Immutable;

namespace CuaRl;

/// <summary>A page of states by id.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.StateIdPage")]
public sealed record StateIdPage
{
    /// <summary>The states.</summary>
    [Id(0)]
    public required ImmutableArray<StateId> Items { get; init; }

    /// <summary>Where the next page begins, an opaque text; null when there was no more.</summary>
    [Id(1)]
    public string? Next { get; init; }
}
