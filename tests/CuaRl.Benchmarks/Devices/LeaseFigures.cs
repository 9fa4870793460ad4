using System.Collections.Concurrent;
using System.Diagnostics;
using CuaRl.Benchmarks.Harness;
using CuaRl.Benchmarks.Service;

namespace CuaRl.Benchmarks.Devices;

/// <summary>How long a device that was given back waits for its next holder, while many wait for any.</summary>
internal static class LeaseFigures
{
    private const double Bar = 50;
    private const int Devices = 32;

    /// <summary>How long each holder keeps its device, as a turn of a rollout would.</summary>
    private static readonly TimeSpan Held = TimeSpan.FromMilliseconds(100);

    public static async Task<Figure> MeasureAsync(BenchService service, DeviceSizes sizes)
    {
        var pool = await BenchPool.CreateAsync(service, "leases", Devices);
        await FillAsync(pool);
        var released = new ConcurrentDictionary<string, long>();
        var taken = new ConcurrentBag<double>();
        var next = -1;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, sizes.Waiting + Devices).Select(worker => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < sizes.Leases; i = Interlocked.Increment(ref next))
            {
                var lease = await pool.AcquireAsync($"lease-{i}", $"training-{i % 4}");
                if (released.TryRemove(lease.DeviceId, out var since))
                {
                    taken.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
                }

                await Task.Delay(Held);
                released[lease.DeviceId] = Stopwatch.GetTimestamp();
                await pool.ReleaseAsync(lease);
            }
        })));
        var elapsed = Stopwatch.GetElapsedTime(start);
        await pool.DrainAsync();
        double[] all = [.. taken];
        return Figure.AtMost(
            "lease p99 while 1,000 wait, from one holder to the next", Math.Round(Latencies.Percentile(all, 0.99), 2), "ms", Bar,
            new Dictionary<string, double>
            {
                ["p50_ms"] = Math.Round(Latencies.Percentile(all, 0.5), 2),
                ["max_ms"] = Math.Round(all.Max(), 2),
                ["leases"] = sizes.Leases,
                ["leases_per_s"] = Math.Round(sizes.Leases / elapsed.TotalSeconds),
                ["devices"] = Devices,
                ["waiting"] = sizes.Waiting,
            });
    }

    private static async Task FillAsync(BenchPool pool)
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, Devices).Select(i => pool.AcquireAsync($"fill-{i}")));
        foreach (var lease in leases)
        {
            await pool.ReleaseAsync(lease);
        }
    }
}
