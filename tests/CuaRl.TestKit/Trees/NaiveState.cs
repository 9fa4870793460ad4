namespace CuaRl.TestKit.Trees;

/// <summary>A state as a node with a pointer to its parent.</summary>
public sealed class NaiveState(NaiveRun run, long step, NaiveState? parent)
{
    /// <summary>The run that owns it.</summary>
    public NaiveRun Run => run;

    /// <summary>Its place in the history.</summary>
    public long Step => step;

    /// <summary>The state before it; null for a root.</summary>
    public NaiveState? Parent => parent;

    /// <summary>Its history from the root to itself, by walking the parents.</summary>
    public List<NaiveState> Lineage()
    {
        var lineage = new List<NaiveState>();
        for (var state = this; state is not null; state = state.Parent)
        {
            lineage.Add(state);
        }

        lineage.Reverse();
        return lineage;
    }

    /// <inheritdoc />
    public override string ToString() => $"{Run.Id}.{Step}";
}
