using System.Collections.Immutable;

namespace CuaRl;

/// <summary>A page of the groups of a batch.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.GroupPage")]
public sealed record GroupPage
{
    /// <summary>The page, by place.</summary>
    [Id(0)]
    public required ImmutableArray<GroupInfo> Items { get; init; }

    /// <summary>Where the next page begins, an opaque text; null when there is no more.</summary>
    [Id(1)]
    public string? Next { get; init; }
}
