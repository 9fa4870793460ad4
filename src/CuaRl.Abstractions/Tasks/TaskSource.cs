using System.Collections.Immutable;

namespace CuaRl;

/// <summary>Where tasks come from, as the original's TaskSourceConfig.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.TaskSource")]
public sealed record TaskSource
{
    /// <summary>
    /// <c>demo_training</c>, <c>demo_eval</c>, <c>demo_all</c>, <c>ids</c>, <c>file</c>, <c>custom</c> or
    /// <c>database</c>.
    /// </summary>
    [Id(0)]
    public required string SourceType { get; init; }

    /// <summary>The ids, for <c>ids</c> and, if any, <c>database</c>.</summary>
    /// <value>The default is none.</value>
    [Id(1)]
    public ImmutableArray<string> TaskIds { get; init; } = [];

    /// <summary>Only of this category.</summary>
    [Id(2)]
    public string? Category { get; init; }

    /// <summary>Only of this difficulty.</summary>
    [Id(3)]
    public string? Difficulty { get; init; }

    /// <summary>A file with a description a line, for <c>file</c>; read by the process that loads.</summary>
    [Id(4)]
    public string? FilePath { get; init; }

    /// <summary>Descriptions, for <c>custom</c>; the lines of the file, blank ones included, for <c>file</c>.</summary>
    /// <value>The default is none.</value>
    [Id(5)]
    public ImmutableArray<string> CustomTasks { get; init; } = [];

    /// <summary>How many at most; null for all.</summary>
    [Id(6)]
    public int? Limit { get; init; }

    /// <summary>The seed of the choice when there are more; null for the first ones.</summary>
    /// <value>The default is 42.</value>
    [Id(7)]
    public long? Seed { get; init; } = 42;
}
