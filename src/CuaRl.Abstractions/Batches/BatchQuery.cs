namespace CuaRl;

/// <summary>Which batches of a training to list, by their creation.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.BatchQuery")]
public sealed record BatchQuery
{
    /// <summary>The training.</summary>
    [Id(0)]
    public required string TrainingId { get; init; }

    /// <summary>The kind wanted; null for all.</summary>
    [Id(1)]
    public SourceType? SourceType { get; init; }

    /// <summary>The <see cref="BatchPage.Next"/> of the page before.</summary>
    [Id(2)]
    public string? After { get; init; }

    /// <summary>How many at most, 1 to 1,000.</summary>
    /// <value>The default is 100.</value>
    [Id(3)]
    public int Limit { get; init; } = 100;
}
