namespace Orleans.Runtime;

/// <summary>
/// One timer for the response timeouts of all calls. Only targets with calls pending are looked at, so a call that is
/// answered between two looks costs nothing.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly Action<Request> _onExpired;
    private readonly ITimer _timer;
    private readonly List<Request> _expired = [];
    private List<CallTarget> _watched = [];
    private List<CallTarget> _spare = [];
    private bool _isRunning;

    public Watchdog(TimeProvider clock, Action<Request> onExpired)
    {
        _clock = clock;
        _onExpired = onExpired;
        _timer = clock.CreateTimer(
            static state => ((Watchdog)state!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Watch(CallTarget target)
    {
        lock (_gate)
        {
            _watched.Add(target);
            if (!_isRunning)
            {
                _isRunning = true;
                _timer.Change(Period, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    // The timer is armed again only at the end, so there is one look at a time.
    private void Look()
    {
        List<CallTarget> looked;
        lock (_gate)
        {
            looked = _watched;
            _watched = _spare;
        }

        var now = _clock.GetTimestamp();
        foreach (var target in looked)
        {
            if (target.FindExpired(now, _expired))
            {
                Keep(target);
                continue;
            }

            // A call may have come between the two lines: it saw the target as watched, so look once more.
            target.EndWatch();
            if (target.FindExpired(now, _expired) && target.BeginWatch())
            {
                Keep(target);
            }
        }

        looked.Clear();
        _spare = looked;
        _expired.ForEach(_onExpired);
        _expired.Clear();
        lock (_gate)
        {
            _isRunning = _watched.Count > 0;
            if (_isRunning)
            {
                _timer.Change(Period, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Keep(CallTarget target)
    {
        lock (_gate)
        {
            _watched.Add(target);
        }
    }
}
