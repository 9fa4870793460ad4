namespace CuaRl.Silo.Http.Trees;

/// <summary>The runs of a simulation, parents before children, oldest first among siblings.</summary>
internal sealed record RunTreeDetails
{
    public required string SimulationId { get; init; }

    public required IReadOnlyList<RunTreeLine> Runs { get; init; }

    public static RunTreeDetails From(RunTree tree) =>
        new() { SimulationId = tree.SimulationId, Runs = [.. tree.Runs.Select(RunTreeLine.From)] };
}
