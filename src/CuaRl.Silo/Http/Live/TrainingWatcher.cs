using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Http.Live;

/// <summary>
/// Follows one training for all who view it here: one read of the database a look, however many they are. What it found last
/// is kept for them, ready to be sent.
/// </summary>
internal sealed partial class TrainingWatcher(
    Guid trainingId, ILiveChanges changes, TimeProvider time, LiveOptions options, ILogger logger)
{
    private readonly Lock _gate = new();
    private readonly List<LiveEvent> _kept = [];
    private readonly TaskCompletionSource<bool> _started = NewSignal<bool>();
    private TaskCompletionSource<bool> _changed = NewSignal<bool>();
    private LiveCursor _from;
    private LiveCursor _to;
    private bool _isGone;
    private bool _isTroubled;

    /// <summary>True once it follows the training, false when there is none; or what kept it from finding out.</summary>
    public Task<bool> Started => _started.Task;

    /// <summary>Where it is.</summary>
    public LiveCursor End
    {
        get
        {
            lock (_gate)
            {
                return _to;
            }
        }
    }

    /// <summary>Follows until it is told to stop, the training is gone, or something fails that will not pass.</summary>
    /// <param name="hint">Where its first viewer left off: others may be there too, as after a restart.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(LiveCursor? hint, CancellationToken stop)
    {
        try
        {
            var page = await StartAsync(hint, stop);
            _started.SetResult(page.Exists);
            while (page.Exists)
            {
                if (!page.HasMore)
                {
                    await Task.Delay(options.Interval, time, stop);
                }

                page = await LookAsync(stop) ?? page with { HasMore = false };
                Add(page);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            _started.TrySetCanceled(stop);
        }
        catch (Exception error)
        {
            // The edge of the loop: whatever it is, those who wait are told, and come back to another watcher.
            if (!_started.TrySetException(error))
            {
                Log.Failed(logger, error, trainingId);
                lock (_gate)
                {
                    _changed.TrySetException(error);
                }
            }
        }
    }

    /// <summary>What is kept after a place.</summary>
    public LiveView View(LiveCursor after)
    {
        lock (_gate)
        {
            if (after < _from)
            {
                return new LiveView([], IsBehind: true, _isGone, _changed.Task);
            }

            var first = _kept.Count;
            while (first > 0 && _kept[first - 1].Cursor > after)
            {
                first--;
            }

            return new LiveView(_kept[first..], IsBehind: false, _isGone, _changed.Task);
        }
    }

    /// <summary>What a viewer missed that is not kept.</summary>
    public Task<LivePage> ReadAsync(LiveCursor after, CancellationToken cancellationToken) =>
        changes.ReadAsync(trainingId, after, options.PageSize, cancellationToken);

    private async Task<LivePage> StartAsync(LiveCursor? hint, CancellationToken stop)
    {
        var first = await changes.ReadAsync(trainingId, hint, options.PageSize, stop);
        if (!first.HasMore)
        {
            _from = _to = hint is { } place && place < first.Next ? place : first.Next;
            Add(first);
            return first;
        }

        // Far behind: that viewer reads it alone.
        var end = await changes.ReadAsync(trainingId, after: null, options.PageSize, stop);
        _from = _to = end.Next;
        return end;
    }

    private async Task<LivePage?> LookAsync(CancellationToken stop)
    {
        try
        {
            var page = await changes.ReadAsync(trainingId, _to, options.PageSize, stop);
            _isTroubled = false;
            return page;
        }
        catch (CuaRlException error) when (error.IsTransient)
        {
            // Viewers wait it out; they are told of the database by whatever else they ask.
            if (!_isTroubled)
            {
                Log.Troubled(logger, trainingId, error.Message);
            }

            _isTroubled = true;
            return null;
        }
    }

    private void Add(LivePage page)
    {
        var events = page.Changes.Select(LiveChangeDetails.Compose).ToList();
        lock (_gate)
        {
            _to = page.Next > _to ? page.Next : _to;
            _isGone = !page.Exists;
            _kept.AddRange(events);
            if (_kept.Count >= 2 * options.Kept)
            {
                var surplus = _kept.Count - options.Kept;
                _from = _kept[surplus - 1].Cursor;
                _kept.RemoveRange(0, surplus);
            }

            if (events.Count > 0 || _isGone)
            {
                _changed.SetResult(true);
                _changed = NewSignal<bool>();
            }
        }
    }

    private static TaskCompletionSource<T> NewSignal<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static partial class Log
    {
        [LoggerMessage(4101, LogLevel.Error, "Following training {TrainingId} failed; its viewers are sent away and come back")]
        public static partial void Failed(ILogger logger, Exception error, Guid trainingId);

        [LoggerMessage(4102, LogLevel.Warning, "Training {TrainingId} cannot be followed for now: {Reason}")]
        public static partial void Troubled(ILogger logger, Guid trainingId, string reason);
    }
}
