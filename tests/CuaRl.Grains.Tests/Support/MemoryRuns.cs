using CuaRl.Grains.Ports;
using CuaRl.Grains.Runs;

namespace CuaRl.Grains.Tests.Support;

/// <summary>The tables of runs in memory, with the rules that the database holds. Several silos may share them.</summary>
internal sealed partial class MemoryRuns : IRunJournal
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, MemoryRun> _runs = [];
    private readonly List<MemoryRun> _byAge = [];
    private TaskCompletionSource? _hold;

    /// <summary>How many appends have arrived, those that are held back among them.</summary>
    public int Arrived { get; private set; }

    /// <summary>How often a head was read.</summary>
    public int HeadReads { get; private set; }

    /// <summary>The most states of a page, as a bound of bytes would have it.</summary>
    public int PageBound { get; set; } = int.MaxValue;

    /// <summary>What the next append is to fail with, before or after it is done.</summary>
    public StorageFault NextAppend { get; set; }

    public Guid[] Ids => [.. Locked(() => _byAge.Select(run => run.Id).ToArray())];

    /// <summary>Keeps appends from being done until <see cref="Release"/>.</summary>
    public void Hold() => _hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release()
    {
        _hold?.TrySetResult();
        _hold = null;
    }

    /// <summary>What the trigger does with a record, before it is stored.</summary>
    public void Project(RunState record) => Locked(() =>
    {
        var id = Guid.Parse(record.Id);
        if (!_runs.TryGetValue(id, out var run))
        {
            Begin(id, record);
            return true;
        }

        if (record.FinalHead is { } expected && expected != run.Head)
        {
            throw new StaleHeadException(record.Id, expected, run.Head);
        }

        if (record.Status == RunStatus.Pruned && NeededBy(run) is { Length: > 0 } needed)
        {
            throw new RunNeededException(record.Id, [.. needed]);
        }

        run.Record = record;
        return true;
    });

    public async Task<RunHead?> FindHeadAsync(Guid runId, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        HeadReads++;
        return Locked(() => _runs.TryGetValue(runId, out var run) ? new RunHead(run.Head, run.Record.Status) : (RunHead?)null);
    }

    public async Task<AppendOutcome> AppendAsync(JournalAppend append)
    {
        Arrived++;
        var (fault, hold) = (NextAppend, _hold);
        NextAppend = StorageFault.None;
        await Task.Yield();
        if (hold is not null)
        {
            await hold.Task;
        }

        var outcome = fault == StorageFault.BeforeTheWrite ? default : Locked(() => Store(append));
        return fault == StorageFault.None ? outcome : throw new StorageUnavailableException("the test says so");
    }

    public async Task<IReadOnlyList<StoredState>> ReadAsync(
        IReadOnlyList<LineagePiece> pieces, int limit, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return Locked(() => pieces.SelectMany(Read).Take(Math.Min(limit, PageBound)).ToArray());
    }

    private IEnumerable<StoredState> Read(LineagePiece piece)
    {
        var run = _runs[Guid.Parse(piece.RunId)];
        return run.Record.Status == RunStatus.Pruned
            ? throw new RunPrunedException(piece.RunId)
            : run.States.Where(state => state.Id.Step >= piece.From && state.Id.Step <= piece.To);
    }

    private void Begin(Guid id, RunState record)
    {
        if (record.StartsAfter is { } start)
        {
            if (!_runs.TryGetValue(Guid.Parse(start.RunId), out var owner))
            {
                throw new NotFoundException("state", start.ToString());
            }

            if (owner.Record.Status == RunStatus.Pruned)
            {
                throw new RunPrunedException(start.RunId);
            }

            if (!owner.Owns(start.Step))
            {
                throw new NotFoundException("state", start.ToString());
            }
        }

        var run = new MemoryRun(id, record);
        _runs.Add(id, run);
        _byAge.Add(run);
    }

    private AppendOutcome Store(JournalAppend append)
    {
        if (!_runs.TryGetValue(append.RunId, out var run))
        {
            return new AppendOutcome(AppendVerdict.NoRun);
        }

        if (run.Operations.TryGetValue(append.Operation, out var first))
        {
            return first.Hash == append.ContentHash
                ? new AppendOutcome(AppendVerdict.Stored, first.Last, first.CreatedAt)
                : new AppendOutcome(AppendVerdict.Reused, run.Head);
        }

        if (run.Record.Status != RunStatus.Active)
        {
            return new AppendOutcome(AppendVerdict.NotActive, run.Head, Status: run.Record.Status);
        }

        if (run.Head != append.ExpectedHead)
        {
            return new AppendOutcome(AppendVerdict.Stale, run.Head);
        }

        if (Missing(append.States.SelectMany(state => state.Blobs)) is [var missing, ..])
        {
            return new AppendOutcome(AppendVerdict.NoBlob, run.Head, MissingBlob: missing);
        }

        foreach (var content in append.States)
        {
            run.States.Add(new StoredState
            {
                Id = new StateId(run.Id.ToString(), run.Head + 1),
                Parent = run.Head < 0 ? null : run.Record.StateAt(run.Head),
                Content = content,
                CreatedAt = append.CreatedAt,
            });
        }

        run.Operations.Add(append.Operation, (append.ContentHash, run.Head, append.CreatedAt));
        return new AppendOutcome(AppendVerdict.Stored, run.Head, append.CreatedAt);
    }

    private string[] NeededBy(MemoryRun run) =>
    [
        .. _byAge.Where(other => other.Record.StartRunId == run.Record.Id && other.Record.Status != RunStatus.Pruned)
            .Select(other => $"run {other.Id}"),
        .. _tags.Values.Where(tag => tag.State.RunId == run.Record.Id).Select(tag => $"tag {tag.Name}"),
    ];

    private T Locked<T>(Func<T> action)
    {
        lock (_lock)
        {
            return action();
        }
    }
}
