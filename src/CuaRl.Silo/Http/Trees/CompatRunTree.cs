namespace CuaRl.Silo.Http.Trees;

/// <summary>The runs of a simulation, branches below what they branched from.</summary>
/// <remarks>The type only describes the body, which is written without recursion.</remarks>
internal sealed record CompatRunTree
{
    public required string SimulationId { get; init; }

    public required IReadOnlyList<CompatRunTreeNode> Tree { get; init; }
}
