namespace CuaRl;

/// <summary>Which tasks to list, by id. What is null is not asked for.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.TaskQuery")]
public sealed record TaskQuery
{
    /// <summary>Of this category.</summary>
    [Id(0)]
    public string? Category { get; init; }

    /// <summary>Of this difficulty.</summary>
    [Id(1)]
    public string? Difficulty { get; init; }

    /// <summary>Loaded from this.</summary>
    [Id(2)]
    public string? SourceType { get; init; }

    /// <summary>The id that the page begins after.</summary>
    [Id(3)]
    public string? After { get; init; }

    /// <summary>How many at most, 1 to 1,000.</summary>
    /// <value>The default is 100.</value>
    [Id(4)]
    public int Limit { get; init; } = 100;
}
