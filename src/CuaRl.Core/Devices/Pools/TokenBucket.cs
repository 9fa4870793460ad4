namespace CuaRl.Core.Devices.Pools;

/// <summary>
/// A token bucket: when something may be done that a limit keeps apart. It has no clock; all times given to it are counted from
/// one instant, at which it was full.
/// </summary>
/// <remarks>Kept as one number, as the generic cell rate algorithm does (ITU-T I.371, annex A): when the bucket will be full.</remarks>
/// <param name="Limit">How often it may be done.</param>
public sealed record TokenBucket(RateLimit Limit)
{
    private TimeSpan FullAt { get; init; }

    /// <summary>How long to wait for a token; zero when there is one.</summary>
    /// <param name="now">The time.</param>
    /// <param name="ahead">How many are served before.</param>
    public TimeSpan Wait(TimeSpan now, int ahead = 0)
    {
        var wait = Later(FullAt, now) - (Limit.Interval * (Limit.Burst - 1.0 - ahead)) - now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>The bucket without one token, which must have been there.</summary>
    public TokenBucket Taken(TimeSpan now) => this with { FullAt = Later(FullAt, now) + Limit.Interval };

    /// <summary>The bucket of who was told to come again later: there is one token then, and no burst.</summary>
    public TokenBucket Held(TimeSpan until) => this with { FullAt = Later(FullAt, until + (Limit.Interval * (Limit.Burst - 1.0))) };

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
