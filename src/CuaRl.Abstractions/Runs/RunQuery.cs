namespace CuaRl;

/// <summary>Which runs to list, oldest first.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.RunQuery")]
public sealed record RunQuery
{
    /// <summary>The simulation whose runs are wanted.</summary>
    /// <value>The default is all simulations.</value>
    [Id(0)]
    public string? SimulationId { get; init; }

    /// <summary>The <see cref="RunPage.Next"/> of the page before.</summary>
    /// <value>The default is the beginning.</value>
    [Id(1)]
    public string? After { get; init; }

    /// <summary>How many to pass over from there, 0 or more.</summary>
    [Id(2)]
    public int Skip { get; init; }

    /// <summary>How many at most, 1 to 1,000.</summary>
    /// <value>The default is 100.</value>
    [Id(3)]
    public int Limit { get; init; } = 100;
}
