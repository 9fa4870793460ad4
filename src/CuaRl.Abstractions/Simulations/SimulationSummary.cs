namespace CuaRl;

/// <summary>A simulation as a line of the list.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.SimulationSummary")]
public sealed record SimulationSummary
{
    /// <summary>Its id.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>Its description, if any.</summary>
    [Id(2)]
    public string? Description { get; init; }

    /// <summary>Its environment.</summary>
    [Id(3)]
    public required string EnvironmentName { get; init; }

    /// <summary>Its agent.</summary>
    [Id(4)]
    public required string AgentType { get; init; }

    /// <summary>When it was created, UTC to the microsecond.</summary>
    [Id(5)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How many runs it has, branches included.</summary>
    [Id(6)]
    public required long RunCount { get; init; }
}
