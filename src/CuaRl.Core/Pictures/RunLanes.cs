namespace CuaRl.Core.Pictures;

/// <summary>
/// Gives every run a row of its own: a branch lies below the run it hangs on, and of two branches the one that starts later
/// lies nearer. So no line ever crosses another.
/// </summary>
internal static class RunLanes
{
    /// <summary>The rows of the runs; of too many, those with the most runs on them.</summary>
    public static IReadOnlyList<RunLane> Arrange(IReadOnlyList<PicturedRun> runs, int limit)
    {
        var byId = new Dictionary<string, int>(runs.Count, StringComparer.Ordinal);
        for (var i = 0; i < runs.Count; i++)
        {
            byId[runs[i].Id] = i;
        }

        var owners = runs.Select(run => run.OwnerId is { } id && byId.TryGetValue(id, out var at) ? at : -1).ToArray();
        var order = OwnersFirst(owners);
        var below = new int[runs.Count];
        foreach (var i in Enumerable.Reverse(order).Where(i => owners[i] >= 0))
        {
            below[owners[i]] += below[i] + 1;
        }

        // An owner has more below it than what hangs on it, so whoever is chosen, its owner is.
        var drawn = order.OrderByDescending(i => below[i]).ThenByDescending(i => runs[i].TotalSteps).ThenBy(i => i).Take(limit);
        return Place(runs, owners, below, [.. drawn]);
    }

    private static List<RunLane> Place(IReadOnlyList<PicturedRun> runs, int[] owners, int[] below, HashSet<int> drawn)
    {
        var branches = drawn.Where(i => owners[i] >= 0)
            .GroupBy(i => owners[i])
            .ToDictionary(group => group.Key, group => group.OrderBy(i => runs[i].StartStep ?? 0).ThenByDescending(i => i).ToArray());
        var waiting = new Stack<int>(drawn.Where(i => owners[i] < 0).OrderDescending());
        var rows = new int[runs.Count];
        var lanes = new List<RunLane>(drawn.Count);
        while (waiting.TryPop(out var i))
        {
            rows[i] = lanes.Count;
            lanes.Add(new RunLane(runs[i], lanes.Count, owners[i] >= 0 ? rows[owners[i]] : null, below[i]));
            foreach (var branch in branches.GetValueOrDefault(i, []))
            {
                waiting.Push(branch);
            }
        }

        return lanes;
    }

    /// <summary>The runs, each after the one it hangs on. Runs in a circle, which no tree has, are left out.</summary>
    private static List<int> OwnersFirst(int[] owners)
    {
        var branches = Enumerable.Range(0, owners.Length).Where(i => owners[i] >= 0).ToLookup(i => owners[i]);
        var order = new List<int>(owners.Length);
        order.AddRange(Enumerable.Range(0, owners.Length).Where(i => owners[i] < 0));
        for (var next = 0; next < order.Count; next++)
        {
            order.AddRange(branches[order[next]]);
        }

        return order;
    }
}
