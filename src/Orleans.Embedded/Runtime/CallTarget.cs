namespace Orleans.Runtime;

/// <summary>What takes calls: an activation, the workers of a stateless grain, or a local object behind a reference.</summary>
internal abstract class CallTarget(Silo silo)
{
    private int _isWatched;

    public Silo Silo => silo;

    /// <summary>False when it is gone and the call must find another.</summary>
    public abstract bool TryAccept(Request request);

    /// <summary>Collects the calls whose deadline has passed.</summary>
    /// <returns>False when no caller waits.</returns>
    public abstract bool FindExpired(long now, List<Request> expired);

    /// <summary>Fails every pending call: the silo is dead.</summary>
    public abstract void Abandon(Exception reason);

    /// <summary>True for the caller that has to tell the watchdog.</summary>
    public bool BeginWatch() => _isWatched == 0 && Interlocked.Exchange(ref _isWatched, 1) == 0;

    public void EndWatch() => Volatile.Write(ref _isWatched, 0);
}
