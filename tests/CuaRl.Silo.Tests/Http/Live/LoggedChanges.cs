using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Tests.Http.Live;

/// <summary>The changes of one training in memory; counts how often they are read.</summary>
internal sealed class LoggedChanges : ILiveChanges
{
    private readonly Lock _gate = new();
    private readonly List<LiveChange> _changes = [];
    private ulong _horizon = 100;
    private bool _exists = true;
    private int _reads;

    public int Reads => Volatile.Read(ref _reads);

    /// <summary>What a read fails with; null for nothing.</summary>
    public Exception? Fault { get; set; }

    public void Add(int count = 1)
    {
        lock (_gate)
        {
            for (var i = 0; i < count; i++)
            {
                _changes.Add(new LiveChange
                {
                    Cursor = new LiveCursor(_horizon++, IsTurn: false, Place: _changes.Count + 1),
                    Kind = "rollout",
                    Id = Guid.Empty,
                    Number = _changes.Count + 1,
                });
            }
        }
    }

    public void Delete()
    {
        lock (_gate)
        {
            _exists = false;
        }
    }

    public Task<LivePage> ReadAsync(Guid trainingId, LiveCursor? after, int limit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        if (Fault is { } fault)
        {
            return Task.FromException<LivePage>(fault);
        }

        lock (_gate)
        {
            List<LiveChange> found = after is { } place ? [.. _changes.Where(change => change.Cursor > place).Take(limit)] : [];
            var isFull = found.Count == limit;
            return Task.FromResult(
                new LivePage(found, isFull ? found[^1].Cursor : LiveCursor.Before(_horizon), isFull, _exists));
        }
    }
}
