using System.Collections.Immutable;

namespace CuaRl;

/// <summary>A page of states. It ends early when its content grows large, never without saying where to go on.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.StatePage")]
public sealed record StatePage
{
    /// <summary>The states, in order of their steps.</summary>
    [Id(0)]
    public required ImmutableArray<StoredState> Items { get; init; }

    /// <summary>The <see cref="StateQuery.From"/> of the next page; null when there was no more.</summary>
    [Id(1)]
    public long? Next { get; init; }
}
