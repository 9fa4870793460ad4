using System.Collections.Immutable;

namespace CuaRl;

/// <summary>The runs of a simulation and how they branch.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.RunTree")]
public sealed record RunTree
{
    /// <summary>The simulation.</summary>
    [Id(0)]
    public required string SimulationId { get; init; }

    /// <summary>The runs, parents before children, oldest first among siblings.</summary>
    [Id(1)]
    public required ImmutableArray<RunTreeNode> Runs { get; init; }
}
