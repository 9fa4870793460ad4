namespace CuaRl.Grains.Trees;

/// <summary>
/// The definitions of runs that were branched from lately, since groups of runs branch at one state. A definition never changes, so
/// none can be out of date.
/// </summary>
internal sealed class RecentDefinitions
{
    private const int Capacity = 128;

    private readonly Dictionary<Guid, RunDefinition> _definitions = [];
    private readonly Queue<Guid> _byAge = [];

    public RunDefinition? Find(Guid runId) => _definitions.GetValueOrDefault(runId);

    public void Add(Guid runId, RunDefinition definition)
    {
        if (_definitions.TryAdd(runId, definition))
        {
            _byAge.Enqueue(runId);
            if (_byAge.Count > Capacity)
            {
                _definitions.Remove(_byAge.Dequeue());
            }
        }
    }
}
