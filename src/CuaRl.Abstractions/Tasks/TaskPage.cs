using System.Collections.Immutable;

namespace CuaRl;

/// <summary>A page of tasks.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.TaskPage")]
public sealed record TaskPage
{
    /// <summary>The page, by id in ordinal order.</summary>
    [Id(0)]
    public required ImmutableArray<TaskInfo> Items { get; init; }

    /// <summary>The id that the next page begins after; null when there is no more.</summary>
    [Id(1)]
    public string? Next { get; init; }
}
