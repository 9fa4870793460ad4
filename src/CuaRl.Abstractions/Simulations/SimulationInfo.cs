namespace CuaRl;

/// <summary>A stored simulation.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.SimulationInfo")]
public sealed record SimulationInfo
{
    /// <summary>Its id.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>What it was created with.</summary>
    [Id(1)]
    public required SimulationDefinition Definition { get; init; }

    /// <summary>When it was created, UTC to the microsecond.</summary>
    [Id(2)]
    public required DateTimeOffset CreatedAt { get; init; }
}
