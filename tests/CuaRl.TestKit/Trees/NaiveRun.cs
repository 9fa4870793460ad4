namespace CuaRl.TestKit.Trees;

/// <summary>A run as a list of its own states.</summary>
public sealed class NaiveRun(NaiveRun? parent, NaiveState? start)
{
    private readonly List<NaiveState> _own = [];

    /// <summary>Its id, given by whoever creates it.</summary>
    public Guid Id { get; set; }

    /// <summary>The run that it branched from.</summary>
    public NaiveRun? Parent => parent;

    /// <summary>The state that it starts after.</summary>
    public NaiveState? Start => start;

    /// <summary>The step that its history begins with: its parent's, or that of the state it was created at.</summary>
    public long Origin { get; } = parent?.Origin ?? start?.Step ?? 0;

    /// <summary>Its last state, inherited ones included.</summary>
    public NaiveState? Tip => _own.Count > 0 ? _own[^1] : Start;

    /// <summary>Its own states.</summary>
    public IReadOnlyList<NaiveState> Own => _own;

    /// <summary>Appends a state.</summary>
    public NaiveState Append()
    {
        var state = new NaiveState(this, (Tip?.Step ?? -1) + 1, Tip);
        _own.Add(state);
        return state;
    }

    /// <summary>What it shows of its lineage.</summary>
    public List<NaiveState> History() => Tip?.Lineage().Where(state => state.Step >= Origin).ToList() ?? [];
}
