using System.Diagnostics;

namespace CuaRl.Benchmarks.Harness;

/// <summary>How long calls take.</summary>
internal static class Latencies
{
    /// <summary>The value that the given share of all lies at or below.</summary>
    public static double Percentile(double[] values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }

    /// <summary>The milliseconds of each call, one after the other.</summary>
    public static async Task<double[]> OneByOneAsync(int calls, Func<int, Task> call)
    {
        var taken = new double[calls];
        for (var i = 0; i < calls; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await call(i);
            taken[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return taken;
    }

    /// <summary>
    /// The milliseconds of each call from the moment when it was meant to begin: calls come at an even rate, whether those
    /// before are back or not.
    /// </summary>
    public static async Task<double[]> AtRateAsync(double perSecond, TimeSpan duration, Func<int, Task> call)
    {
        var count = Math.Max(1, (int)(perSecond * duration.TotalSeconds));
        var calls = new Task<double>[count];
        var start = Stopwatch.GetTimestamp();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var next = 0; next < count;)
        {
            var due = Math.Min(count, (int)(Stopwatch.GetElapsedTime(start).TotalSeconds * perSecond) + 1);
            for (; next < due; next++)
            {
                calls[next] = TimeAsync(next);
            }

            await tick.WaitForNextTickAsync();
        }

        return await Task.WhenAll(calls);

        async Task<double> TimeAsync(int index)
        {
            await Task.Yield();
            await call(index);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds - index / perSecond * 1_000;
        }
    }
}
