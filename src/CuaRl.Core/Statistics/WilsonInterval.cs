namespace CuaRl.Core.Statistics;

/// <summary>Where a share probably lies, given a sample: Wilson's score interval, which holds near 0 and 1 too (JASA 22, 1927).</summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct WilsonInterval(double Low, double High)
{
    /// <summary>The normal quantile of a two-sided 95 %.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>The 95 % interval of a share.</summary>
    /// <param name="successes">How many succeeded.</param>
    /// <param name="count">How many there are, at least 1.</param>
    public static WilsonInterval Of(int successes, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, count);
        var (n, share) = ((double)count, (double)successes / count);
        var middle = share + (Z * Z / (2 * n));
        var spread = Z * Math.Sqrt((share * (1 - share) / n) + (Z * Z / (4 * n * n)));
        var whole = 1 + (Z * Z / n);
        return new WilsonInterval(Math.Max(0, (middle - spread) / whole), Math.Min(1, (middle + spread) / whole));
    }
}
