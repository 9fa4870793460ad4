namespace CuaRl;

/// <summary>Which groups of a batch to list, by their place.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.GroupQuery")]
public sealed record GroupQuery
{
    /// <summary>The batch.</summary>
    [Id(0)]
    public required string BatchId { get; init; }

    /// <summary>The <see cref="GroupPage.Next"/> of the page before.</summary>
    [Id(1)]
    public string? After { get; init; }

    /// <summary>How many at most, 1 to 1,000.</summary>
    /// <value>The default is 100.</value>
    [Id(2)]
    public int Limit { get; init; } = 100;
}
