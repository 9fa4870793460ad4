using System.Globalization;
using CuaRl.Core.Trees;
using CuaRl.Grains.Ports;

namespace CuaRl.Grains.Tests.Support;

internal sealed partial class MemoryRuns : IRunIndex
{
    public Task<IReadOnlyList<Segment>> ListSegmentsAsync(string simulationId, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<Segment>>(() =>
        {
            var wanted = _byAge.Where(run => run.Record.SimulationId == simulationId).SelectMany(Ancestry).ToHashSet();
            return [.. _byAge.Where(wanted.Contains).Select(SegmentOf)];
        });

    public Task<IReadOnlyList<Segment>> ReadAncestryAsync(Guid runId, int limit, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<Segment>>(
            () => [.. (_runs.TryGetValue(runId, out var run) ? Ancestry(run) : []).Take(limit).Select(SegmentOf)]);

    public Task<RunInfo?> FindAsync(Guid runId, CancellationToken cancellationToken) =>
        Answer(() => _runs.TryGetValue(runId, out var run) ? run.Record.Info(run.Head) : null);

    public Task<IReadOnlyList<RunTreeNode>> ListNodesAsync(string simulationId, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<RunTreeNode>>(() =>
        [
            .. from run in _byAge
               let record = run.Record
               where record.SimulationId == simulationId && !record.Detached
               let info = record.Info(run.Head)
               select new RunTreeNode
               {
                   Id = record.Id,
                   Name = record.Name,
                   Status = record.Status,
                   ParentRunId = record.ParentRunId,
                   StartsAfter = record.StartsAfter,
                   Head = run.Head,
                   TotalSteps = info.TotalSteps,
                   TotalReward = record.TotalReward,
                   CreatedAt = record.CreatedAt,
               },
        ]);

    public Task<StateIdPage> ListChildrenAsync(
        string? simulationId, StateId state, string? after, int limit, CancellationToken cancellationToken) =>
        Answer(() => Page(
            States(simulationId, orNone: true).Where(child => child.Parent == state).OrderBy(child => child.Id.RunId == state.RunId ? 0 : 1), after, limit));

    public Task<StateIdPage> ListLeavesAsync(string? simulationId, string? after, int limit, CancellationToken cancellationToken) =>
        Answer(() => Page(States(simulationId).Where(state => States(null).All(child => child.Parent != state.Id)), after, limit));

    public Task<StateIdPage> ListTerminalAsync(string? simulationId, string? after, int limit, CancellationToken cancellationToken) =>
        Answer(() => Page(States(simulationId).Where(state => state.Content.Done), after, limit));

    public Task<DescendantCounts> CountDescendantsAsync(
        string? simulationId, StateId state, CancellationToken cancellationToken) => Answer(() =>
    {
        var children = States(simulationId, orNone: true).Where(child => child.Parent is not null).ToLookup(child => child.Parent!.Value, child => child.Id);
        HashSet<StateId> below = [];
        for (var pending = new Stack<StateId>([state]); pending.TryPop(out var next);)
        {
            foreach (var child in children[next])
            {
                below.Add(child);
                pending.Push(child);
            }
        }

        var leaves = below.Count == 0 ? 1 : below.Count(id => !children[id].Any());
        var runs = Runs(simulationId, orNone: true).Count(run =>
            !run.Record.Detached && run.Record.StartsAfter is { } start && (start == state || below.Contains(start)));
        return new DescendantCounts(below.Count, leaves, runs);
    });

    private static Segment SegmentOf(MemoryRun run) => new(
        run.Id,
        run.Record.StartRunId is { } start ? Guid.Parse(start) : null,
        run.Record.BranchStep,
        run.Record.Status == RunStatus.Pruned);

    private static StateIdPage Page(IEnumerable<StoredState> states, string? after, int limit)
    {
        var skipped = after is null ? 0 : int.Parse(after, CultureInfo.InvariantCulture);
        var all = states.Skip(skipped).Select(state => state.Id).ToArray();
        var next = all.Length > limit ? (skipped + limit).ToString(CultureInfo.InvariantCulture) : null;
        return new StateIdPage { Items = [.. all.Take(limit)], Next = next };
    }

    private IEnumerable<MemoryRun> Ancestry(MemoryRun run)
    {
        for (MemoryRun? next = run; next is not null; next = next.Record.StartRunId is { } start ? _runs[Guid.Parse(start)] : null)
        {
            yield return next;
        }
    }

    private IEnumerable<StoredState> States(string? simulationId, bool orNone = false) =>
        Runs(simulationId, orNone).SelectMany(run => run.States);

    private IEnumerable<MemoryRun> Runs(string? simulationId, bool orNone) => _byAge.Where(run =>
        simulationId is null || run.Record.SimulationId == simulationId || (orNone && run.Record.SimulationId is null));

    private async Task<T> Answer<T>(Func<T> answer)
    {
        await Task.Yield();
        return Locked(answer);
    }
}
