using CuaRl.Core.Devices.Pools;

namespace CuaRl.Adapters.Devices.GBox;

/// <summary>When calls are sent: as often as a limit lets them, and not before GBox wants to be asked again. The first come goes first.</summary>
/// <param name="limit">How often.</param>
/// <param name="time">What it is measured by.</param>
internal sealed class GBoxPace(RateLimit limit, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _next = new(1);
    private readonly long _began = time.GetTimestamp();
    private TokenBucket _bucket = new(limit);
    private int _waiting;

    /// <summary>Waits for a turn.</summary>
    /// <param name="longest">How long at most.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>Null when it has come; how long it would take when that is too long to wait.</returns>
    public async Task<TimeSpan?> TurnAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        if (TryTake(Interlocked.Increment(ref _waiting) - 1) is not { } expected)
        {
            Interlocked.Decrement(ref _waiting);
            return null;
        }

        try
        {
            return expected > longest ? expected : await InLineAsync(longest, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>GBox wants to be left alone for a while.</summary>
    public void Hold(TimeSpan pause)
    {
        lock (_gate)
        {
            _bucket = _bucket.Held(time.GetElapsedTime(_began) + pause);
        }
    }

    public void Dispose() => _next.Dispose();

    private async Task<TimeSpan?> InLineAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        if (!await IsNextAsync(longest, cancellationToken))
        {
            // Whoever is ahead was held up, and may wait longer than this one.
            return TryTake(ahead: 1) is { } wait && wait > limit.Interval ? wait : limit.Interval;
        }

        try
        {
            while (TryTake(ahead: 0) is { } wait)
            {
                if (wait > longest - time.GetElapsedTime(began))
                {
                    return wait;
                }

                await Task.Delay(wait, time, cancellationToken);
            }

            return null;
        }
        finally
        {
            _next.Release();
        }
    }

    private async Task<bool> IsNextAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(longest, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await _next.WaitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Takes a turn if it is there and nobody is ahead; else how long it will take.</summary>
    private TimeSpan? TryTake(int ahead)
    {
        lock (_gate)
        {
            var now = time.GetElapsedTime(_began);
            var wait = _bucket.Wait(now, ahead);
            if (ahead > 0 || wait > TimeSpan.Zero)
            {
                return wait;
            }

            _bucket = _bucket.Taken(now);
            return null;
        }
    }
}
