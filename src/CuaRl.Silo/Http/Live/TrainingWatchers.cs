using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Http.Live;

/// <summary>The watchers of this silo: one for a training, and only while somebody views it.</summary>
internal sealed class TrainingWatchers(
    ILiveChanges changes, TimeProvider time, LiveOptions options, ILogger<TrainingWatcher> logger)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Watch> _watches = [];

    /// <summary>How many trainings are followed.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _watches.Count;
            }
        }
    }

    /// <summary>Follows a training from a place on, or from now on; null when there is none.</summary>
    /// <exception cref="InvalidRequestException">The place was not handed out by this database.</exception>
    public async Task<TrainingViewer?> OpenAsync(Guid trainingId, LiveCursor? after, CancellationToken cancellationToken)
    {
        var watch = Enter(trainingId, after);
        var isOpen = false;
        try
        {
            isOpen = await watch.Watcher.Started.WaitAsync(cancellationToken)
                && (after is not { } place || await IsKnownAsync(watch.Watcher, place, cancellationToken));
            return isOpen
                ? new TrainingViewer(watch.Watcher, after, time, options.KeepAlive, () => LeaveAsync(trainingId, watch))
                : null;
        }
        finally
        {
            if (!isOpen)
            {
                await LeaveAsync(trainingId, watch);
            }
        }
    }

    private static async Task<bool> IsKnownAsync(
        TrainingWatcher watcher, LiveCursor place, CancellationToken cancellationToken) =>
        // Another silo may have been told more than this one, but nobody of what is yet to come.
        place <= watcher.End || place <= (await watcher.ReadAsync(place, cancellationToken)).Next
            ? true
            : throw new InvalidRequestException("after", "must be the id of an event of this training, as it came");

    private Watch Enter(Guid trainingId, LiveCursor? after)
    {
        lock (_gate)
        {
            if (!_watches.TryGetValue(trainingId, out var watch) || watch.Running.IsCompleted)
            {
                var watcher = new TrainingWatcher(trainingId, changes, time, options, logger);
                var stop = new CancellationTokenSource();
                watch = _watches[trainingId] = new Watch(watcher, stop, watcher.RunAsync(after, stop.Token));
            }

            watch.Viewers++;
            return watch;
        }
    }

    private async ValueTask LeaveAsync(Guid trainingId, Watch watch)
    {
        lock (_gate)
        {
            if (--watch.Viewers > 0)
            {
                return;
            }

            if (_watches.GetValueOrDefault(trainingId) == watch)
            {
                _watches.Remove(trainingId);
            }
        }

        await watch.Stop.CancelAsync();
        await watch.Running;
        watch.Stop.Dispose();
    }

    private sealed class Watch(TrainingWatcher watcher, CancellationTokenSource stop, Task running)
    {
        public TrainingWatcher Watcher => watcher;

        public CancellationTokenSource Stop => stop;

        public Task Running => running;

        public int Viewers { get; set; }
    }
}
