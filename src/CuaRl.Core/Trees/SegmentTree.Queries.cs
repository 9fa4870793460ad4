namespace CuaRl.Core.Trees;

public sealed partial class SegmentTree
{
    /// <summary>The state of a point's history that has the given step, 0 to the point's own.</summary>
    public TreePoint AncestorAt(TreePoint point, long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(step, point.Step);
        var segment = point.Segment;
        while (step <= _branchSteps[segment])
        {
            segment = step <= _arrivals[segment] ? _jumps[segment] : _parents[segment];
        }

        return new TreePoint(segment, step);
    }

    /// <summary>Whether a state lies on the history of another; a state lies on its own.</summary>
    public bool IsAncestor(TreePoint ancestor, TreePoint descendant) =>
        ancestor.Step <= descendant.Step && AncestorAt(descendant, ancestor.Step).Segment == ancestor.Segment;

    /// <summary>The last state that two histories share; null when they have different roots.</summary>
    public TreePoint? CommonAncestor(TreePoint a, TreePoint b)
    {
        a = Rise(a, _depths[b.Segment]);
        b = Rise(b, _depths[a.Segment]);
        while (a.Segment != b.Segment)
        {
            if (_parents[a.Segment] == None)
            {
                return null;
            }

            // Segments of one depth have jumps of one length: where these lead apart, the meeting lies above them.
            var far = _jumps[a.Segment] != _jumps[b.Segment];
            a = far ? Jump(a) : Climb(a);
            b = far ? Jump(b) : Climb(b);
        }

        return a with { Step = Math.Min(a.Step, b.Step) };
    }

    /// <summary>The steps from one state to the other over their common ancestor; null when there is none.</summary>
    public long? Distance(TreePoint a, TreePoint b) =>
        CommonAncestor(a, b) is { } common ? a.Step - common.Step + (b.Step - common.Step) : null;

    private TreePoint Rise(TreePoint point, int depth)
    {
        while (_depths[point.Segment] > depth)
        {
            point = _depths[_jumps[point.Segment]] >= depth ? Jump(point) : Climb(point);
        }

        return point;
    }

    private TreePoint Climb(TreePoint point) => new(_parents[point.Segment], _branchSteps[point.Segment]);

    private TreePoint Jump(TreePoint point) => new(_jumps[point.Segment], _arrivals[point.Segment]);
}
