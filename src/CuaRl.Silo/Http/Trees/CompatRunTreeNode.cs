using System.ComponentModel;
using CuaRl.Silo.Http.Runs;

namespace CuaRl.Silo.Http.Trees;

/// <summary>A run and its branches.</summary>
internal sealed record CompatRunTreeNode
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    [Description(RunStatusNames.Description)]
    public required string Status { get; init; }

    public required long TotalSteps { get; init; }

    [Description("The state that it branched off; null for one that is no branch.")]
    public required string? BranchPoint { get; init; }

    public required IReadOnlyList<CompatRunTreeNode> Children { get; init; }
}
