namespace CuaRl.Core.Devices.Pools;

/// <summary>The last waits, for their quantiles.</summary>
public sealed class RecentWaits
{
    /// <summary>How many are kept.</summary>
    public const int Capacity = 1_024;

    private readonly double[] _seconds = new double[Capacity];
    private long _count;

    /// <summary>Takes one.</summary>
    public void Add(TimeSpan wait) => _seconds[_count++ % Capacity] = wait.TotalSeconds;

    /// <summary>
    /// The nearest-rank quantile in seconds: the least wait that at least this part of them does not exceed; null for none yet.
    /// </summary>
    /// <param name="part">Above 0, up to 1.</param>
    public double? Quantile(double part)
    {
        if (_count == 0)
        {
            return null;
        }

        var sorted = _seconds.AsSpan(0, (int)Math.Min(_count, Capacity)).ToArray();
        Array.Sort(sorted);
        return sorted[Math.Clamp((int)Math.Ceiling(part * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
