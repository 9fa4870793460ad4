using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Http.Live;

/// <summary>
/// One who follows a training, at a pace of its own: it takes what is there when it is ready for it, so that nothing is gathered
/// for the slow. Whoever is too far behind reads the database until it has caught up.
/// </summary>
internal sealed class TrainingViewer : IAsyncDisposable
{
    private readonly TrainingWatcher _watcher;
    private readonly TimeProvider _time;
    private readonly TimeSpan _patience;
    private readonly Func<ValueTask> _leave;
    private LiveCursor _at;

    public TrainingViewer(
        TrainingWatcher watcher, LiveCursor? after, TimeProvider time, TimeSpan patience, Func<ValueTask> leave)
    {
        _watcher = watcher;
        _time = time;
        _patience = patience;
        _leave = leave;
        _at = Start = after ?? watcher.End;
    }

    /// <summary>Where it begins.</summary>
    public LiveCursor Start { get; }

    /// <summary>What comes next: at least one event; none after a silence; null when the training is gone.</summary>
    public async Task<IReadOnlyList<LiveEvent>?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var view = _watcher.View(_at);
            var events = view.IsBehind ? await CatchUpAsync(cancellationToken) : view.Events;
            if (events is { Count: > 0 })
            {
                _at = events[^1].Cursor > _at ? events[^1].Cursor : _at;
                return events;
            }

            if (events is null || view.IsGone)
            {
                return null;
            }

            if (!view.IsBehind && !await WaitAsync(view.Changed, cancellationToken))
            {
                return [];
            }
        }
    }

    public ValueTask DisposeAsync() => _leave();

    private async Task<IReadOnlyList<LiveEvent>?> CatchUpAsync(CancellationToken cancellationToken)
    {
        var page = await _watcher.ReadAsync(_at, cancellationToken);
        _at = page.Next;
        return page.Exists ? [.. page.Changes.Select(LiveChangeDetails.Compose)] : null;
    }

    private async Task<bool> WaitAsync(Task changed, CancellationToken cancellationToken)
    {
        try
        {
            await changed.WaitAsync(_patience, _time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
