using System.Collections.Immutable;
using CuaRl.Grains.Ports;

namespace CuaRl.Grains.Tests.Support;

internal sealed partial class MemoryRuns : IStateTags
{
    private readonly SortedDictionary<string, StateTag> _tags = new(StringComparer.Ordinal);

    public Task<StateTag> AddAsync(
        string? simulationId, string name, StateId state, DateTimeOffset now, CancellationToken cancellationToken) => Answer(() =>
    {
        var run = _runs[Guid.Parse(state.RunId)];
        if (run.Record.Status == RunStatus.Pruned)
        {
            throw new RunPrunedException(state.RunId);
        }

        var tag = _tags.TryGetValue(Key(simulationId, name), out var known) ? known : new StateTag(name, state, now);
        _tags[Key(simulationId, name)] = tag;
        return tag.State == state ? tag : throw new AlreadyExistsException("tag", name);
    });

    public Task<bool> RemoveAsync(string? simulationId, string name, CancellationToken cancellationToken) =>
        Answer(() => _tags.Remove(Key(simulationId, name)));

    public Task<StateTag?> FindAsync(string? simulationId, string name, CancellationToken cancellationToken) =>
        Answer(() => _tags.GetValueOrDefault(Key(simulationId, name)));

    public Task<ImmutableArray<StateTag>> ListAsync(
        string? simulationId, string? after, int limit, CancellationToken cancellationToken) => Answer(() => _tags
            .Where(tag => tag.Key.StartsWith(Key(simulationId, ""), StringComparison.Ordinal))
            .Select(tag => tag.Value)
            .Where(tag => after is null || string.CompareOrdinal(tag.Name, after) > 0)
            .Take(limit)
            .ToImmutableArray());

    private static string Key(string? simulationId, string name) => $"{simulationId}/{name}";
}
