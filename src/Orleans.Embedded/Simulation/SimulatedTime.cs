namespace Orleans.TestingHost;

/// <summary>A clock that goes on only when told to, from one timer to the next.</summary>
internal sealed class SimulatedTime(Action<Action> enqueue) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly PriorityQueue<SimulatedTimer, (TimeSpan Due, long Order)> _timers = new();
    private TimeSpan _elapsed;
    private long _lastOrder;

    public TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
            {
                return _elapsed;
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Start + Elapsed;

    public override long GetTimestamp() => Elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void After(TimeSpan time, Action action) =>
        new SimulatedTimer(this, action).Change(time, Timeout.InfiniteTimeSpan);

    /// <summary>Goes to the next timer. False when there is none within the limit: then only time passes.</summary>
    public bool TryAdvance(TimeSpan limit)
    {
        lock (_gate)
        {
            while (_timers.TryPeek(out var timer, out var next))
            {
                var isDue = timer.IsDueAt(next.Order);
                if (isDue && next.Due - _elapsed > limit)
                {
                    _elapsed += limit;
                    return false;
                }

                _timers.Dequeue();
                if (isDue)
                {
                    _elapsed = next.Due > _elapsed ? next.Due : _elapsed;
                    timer.Fire();
                    return true;
                }
            }
        }

        return false;
    }

    private sealed class SimulatedTimer(SimulatedTime time, Action callback) : ITimer
    {
        private TimeSpan _period;

        // Of the one entry that counts; a changed timer leaves older ones in the queue.
        private long _order;

        public bool IsDueAt(long order) => _order == order;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                _period = period;
                _order = 0;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    _order = ++time._lastOrder;
                    time._timers.Enqueue(this, (time._elapsed + dueTime, _order));
                }
            }

            return true;
        }

        public void Fire()
        {
            var again = _period > TimeSpan.Zero ? _period : Timeout.InfiniteTimeSpan;
            Change(again, _period);
            time.Enqueue(callback);
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }

    private void Enqueue(Action action) => enqueue(action);
}
