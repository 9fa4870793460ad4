namespace CuaRl.Core.Devices.Pools;

/// <summary>How often something may be done.</summary>
/// <param name="PerSecond">How often in the long run, above 0, up to 1,000,000.</param>
/// <param name="Burst">How often at once after a rest, 1 or more.</param>
public sealed record RateLimit(double PerSecond, int Burst)
{
    private const double Most = 1_000_000;

    /// <summary>Whether it is one.</summary>
    public bool IsValid => PerSecond is > 0 and <= Most && Burst >= 1 && Interval <= TimeSpan.FromDays(1);

    /// <summary>How long one is from the next in the long run.</summary>
    public TimeSpan Interval => TimeSpan.FromSeconds(1 / PerSecond);
}
