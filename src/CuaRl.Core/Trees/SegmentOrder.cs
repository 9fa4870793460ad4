namespace CuaRl.Core.Trees;

/// <summary>The order in which segments can be put into a tree.</summary>
public static class SegmentOrder
{
    /// <summary>
    /// The segments with each parent before its children, otherwise in the order given: clocks of several machines may have
    /// dated a child before its parent. A parent that is not among them is no hindrance; those in a circle are left out.
    /// </summary>
    public static IReadOnlyList<Segment> ParentsFirst(IReadOnlyCollection<Segment> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        var unplaced = segments.Select(segment => segment.RunId).ToHashSet();
        var waiting = new Dictionary<Guid, List<Segment>>();
        var ordered = new List<Segment>(segments.Count);
        var ready = new Stack<Segment>();
        foreach (var segment in segments)
        {
            if (segment.ParentId is { } parent && unplaced.Contains(parent))
            {
                (waiting.TryGetValue(parent, out var others) ? others : waiting[parent] = []).Add(segment);
                continue;
            }

            ready.Push(segment);
            while (ready.TryPop(out var next))
            {
                ordered.Add(next);
                unplaced.Remove(next.RunId);
                if (waiting.Remove(next.RunId, out var children))
                {
                    children.ForEach(ready.Push);
                }
            }
        }

        return ordered;
    }
}
