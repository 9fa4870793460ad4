namespace CuaRl.TestKit.Trees;

/// <summary>A tree that answers by walking from parent to parent: slow, and easily seen to be right.</summary>
public sealed class NaiveTree
{
    private readonly List<NaiveRun> _runs = [];

    /// <summary>The runs, oldest first.</summary>
    public IReadOnlyList<NaiveRun> Runs => _runs;

    /// <summary>All states.</summary>
    public IEnumerable<NaiveState> States => _runs.SelectMany(run => run.Own);

    /// <summary>Adds a run, branched from another when there is a parent.</summary>
    public NaiveRun Add(NaiveRun? parent, NaiveState? start)
    {
        var run = new NaiveRun(parent, start);
        _runs.Add(run);
        return run;
    }

    /// <summary>One random command: a run, a branch or an append.</summary>
    public NaiveStep Grow(Random random)
    {
        var kind = random.Next(10);
        var states = States.ToList();
        if (_runs.Count == 0 || kind == 0)
        {
            return new NaiveStep(Add(null, null), 0);
        }

        if (kind == 1 && states.Count > 0)
        {
            return new NaiveStep(Add(null, states[random.Next(states.Count)]), 0);
        }

        // Recent runs are taken more often, so that the tree grows deep as well as wide.
        var run = _runs[^Math.Min(_runs.Count, 1 + random.Next(random.Next(2) == 0 ? 3 : _runs.Count))];
        var history = run.History();
        if (kind < 6 && history.Count > 0)
        {
            return new NaiveStep(Add(run, history[random.Next(history.Count)]), 0);
        }

        var count = 1 + random.Next(4);
        for (var i = 0; i < count; i++)
        {
            run.Append();
        }

        return new NaiveStep(run, count);
    }

    /// <summary>The last state that two histories share.</summary>
    public static NaiveState? CommonAncestor(NaiveState a, NaiveState b)
    {
        var above = a.Lineage().ToHashSet();
        var state = b;
        while (state is not null && !above.Contains(state))
        {
            state = state.Parent;
        }

        return state;
    }

    /// <summary>How many steps two states lie apart.</summary>
    public static long? Distance(NaiveState a, NaiveState b) => CommonAncestor(a, b) is { } common
        ? a.Lineage().Count + b.Lineage().Count - 2 * common.Lineage().Count
        : null;

    /// <summary>How many states two histories share, position by position.</summary>
    public static int SharedCount(NaiveRun a, NaiveRun b) =>
        a.History().Zip(b.History()).TakeWhile(pair => pair.First == pair.Second).Count();

    /// <summary>The states that follow a state, its own run's first, then those of younger runs.</summary>
    public List<NaiveState> Children(NaiveState state) =>
        [.. States.Where(child => child.Parent == state).OrderBy(child => child.Run == state.Run ? 0 : 1)];

    /// <summary>The states that nothing follows.</summary>
    public List<NaiveState> Leaves()
    {
        var parents = States.Select(state => state.Parent).ToHashSet();
        return [.. States.Where(state => !parents.Contains(state))];
    }

    /// <summary>The states below a state.</summary>
    public List<NaiveState> Descendants(NaiveState state) =>
        [.. States.Where(other => other != state && other.Lineage().Contains(state))];
}
