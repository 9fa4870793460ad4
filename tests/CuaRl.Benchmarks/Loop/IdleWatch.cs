using System.Diagnostics;

namespace CuaRl.Benchmarks.Loop;

/// <summary>When nothing that is watched was at work.</summary>
internal sealed class IdleWatch
{
    private const string Npgsql = "Npgsql";

    private readonly Lock _lock = new();
    private readonly List<(DateTimeOffset From, TimeSpan Length)> _idle = [];
    private int _atWork;
    private DateTimeOffset _since = DateTimeOffset.UtcNow;

    /// <summary>How long it was idle, of the times that began within two moments.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        lock (_lock)
        {
            return new TimeSpan(_idle.Where(idle => idle.From >= from && idle.From < to).Sum(idle => idle.Length.Ticks));
        }
    }

    public void Enter()
    {
        lock (_lock)
        {
            if (_atWork++ == 0)
            {
                _idle.Add((_since, DateTimeOffset.UtcNow - _since));
            }
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            if (--_atWork == 0)
            {
                _since = DateTimeOffset.UtcNow;
            }
        }
    }

    /// <summary>The database is at work while one of its commands is.</summary>
    public IDisposable OfDatabase()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Npgsql,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
            ActivityStarted = _ => Enter(),
            ActivityStopped = _ => Leave(),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
