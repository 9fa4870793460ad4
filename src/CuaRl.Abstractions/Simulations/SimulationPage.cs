using System.Collections.Immutable;

namespace CuaRl;

/// <summary>A page of simulations.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.SimulationPage")]
public sealed record SimulationPage
{
    /// <summary>The page, oldest first.</summary>
    [Id(0)]
    public required ImmutableArray<SimulationSummary> Items { get; init; }
}
