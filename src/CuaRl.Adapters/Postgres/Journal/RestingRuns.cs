namespace CuaRl.Adapters.Postgres.Journal;

/// <summary>
/// Runs whose appends were refused, as when many fight over one. They sit out some commits, so that those who fight take
/// little from other runs: a refused append costs as much as a stored one.
/// </summary>
internal sealed class RestingRuns(int commits)
{
    private readonly HashSet<Guid> _runs = [];
    private int _left;

    public bool Contains(Guid run) => _runs.Count > 0 && _runs.Contains(run);

    public void Add(Guid run)
    {
        if (commits > 0 && _runs.Add(run))
        {
            _left = commits;
        }
    }

    /// <summary>The next commit is filled.</summary>
    public void Next()
    {
        if (_runs.Count > 0 && _left-- == 0)
        {
            _runs.Clear();
        }
    }

    public void Clear() => _runs.Clear();
}
