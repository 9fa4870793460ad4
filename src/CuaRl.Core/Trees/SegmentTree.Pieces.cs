namespace CuaRl.Core.Trees;

public sealed partial class SegmentTree
{
    /// <summary>The history of a point between two steps, both included, as pieces of runs in order; none when from is beyond to.</summary>
    public TreePiece[] Pieces(TreePoint point, long from, long to)
    {
        if (from > to)
        {
            return [];
        }

        var last = AncestorAt(point, to);
        var first = AncestorAt(last, from);
        var pieces = new TreePiece[_depths[last.Segment] - _depths[first.Segment] + 1];
        for (var i = pieces.Length - 1; i >= 0; i--)
        {
            pieces[i] = new TreePiece(_ids[last.Segment], Math.Max(from, FirstStep(last.Segment)), last.Step);
            last = Climb(last);
        }

        return pieces;
    }

    /// <summary>Two histories side by side, position by position from their origins.</summary>
    public HistoryComparison Compare(History first, History second)
    {
        var divergence = Divergence(first, second);
        return new HistoryComparison(
            divergence,
            divergence is { } shared ? Pieces(shared, first.Origin, shared.Step) : [],
            Rest(first, divergence),
            Rest(second, divergence));
    }

    // A step is a place in the lineage, so histories of different origins differ at their first position already.
    private TreePoint? Divergence(History first, History second) =>
        first.Origin == second.Origin
        && first.Tip.Step >= first.Origin
        && second.Tip.Step >= second.Origin
        && CommonAncestor(Owned(first.Tip), Owned(second.Tip)) is { } common
        && common.Step >= first.Origin
            ? common
            : null;

    /// <summary>The tip of a run without states of its own is another run's.</summary>
    private TreePoint Owned(TreePoint tip) => AncestorAt(tip, tip.Step);

    private TreePiece[] Rest(History history, TreePoint? divergence) =>
        Pieces(history.Tip, divergence is { } shared ? shared.Step + 1 : history.Origin, history.Tip.Step);
}
