using System.Collections.Immutable;

namespace CuaRl.Grains.Trees;

/// <summary>The order in which the runs of a tree are told.</summary>
internal static class RunTreeOrder
{
    /// <summary>Each run before its branches, siblings as they came. A run whose parent is not among them is a root.</summary>
    public static ImmutableArray<RunTreeNode> ParentsFirst(IReadOnlyList<RunTreeNode> nodes)
    {
        var known = nodes.Select(node => node.Id).ToHashSet();
        var branches = nodes.ToLookup(node => node.ParentRunId is { } parent && known.Contains(parent) ? parent : "");
        var ordered = ImmutableArray.CreateBuilder<RunTreeNode>(nodes.Count);
        var pending = new Stack<RunTreeNode>(branches[""].Reverse());
        while (pending.TryPop(out var node))
        {
            ordered.Add(node);
            foreach (var branch in branches[node.Id].Reverse())
            {
                pending.Push(branch);
            }
        }

        return ordered.ToImmutable();
    }
}
