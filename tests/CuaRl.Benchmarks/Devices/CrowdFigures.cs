using System.Diagnostics;
using CuaRl.Benchmarks.Harness;
using CuaRl.Benchmarks.Service;

namespace CuaRl.Benchmarks.Devices;

/// <summary>A crowd of devices that are all held at once: each is leased, reset, shown, tapped and given back.</summary>
internal static class CrowdFigures
{
    private const double Bar = 100;
    private const int Outstanding = 256;

    public static async Task<Figure> MeasureAsync(BenchService service, DeviceSizes sizes)
    {
        var pool = await BenchPool.CreateAsync(service, "crowd", sizes.Devices);
        var leases = new DeviceLease?[sizes.Devices];
        var start = Stopwatch.GetTimestamp();
        await EachAsync(sizes, async i => leases[i] = await pool.AcquireAsync($"crowd-{i}"));
        var leased = Stopwatch.GetElapsedTime(start);
        var succeeded = 0;
        start = Stopwatch.GetTimestamp();
        await EachAsync(sizes, async i =>
        {
            var (device, token) = (service.Grains.GetDevice(leases[i]!.DeviceId), leases[i]!.Token);
            await device.Reset(token, new DeviceReset { Seed = i });
            var before = await device.Screenshot(token);
            await device.Act(token, new DeviceAction.PressButton { Button = DeviceKey.Home });
            if (before.Image.Length > 0)
            {
                Interlocked.Increment(ref succeeded);
            }
        });
        var used = Stopwatch.GetElapsedTime(start);
        var distinct = leases.Select(lease => lease!.DeviceId).Distinct(StringComparer.Ordinal).Count();
        await EachAsync(sizes, i => pool.ReleaseAsync(leases[i]!));
        var share = 100.0 * Math.Min(succeeded, distinct) / sizes.Devices;
        return Figure.AtLeast("of 10,000 devices held at once, those that did all they were asked", Math.Round(share, 2), "%", Bar, new Dictionary<string, double>
        {
            ["devices"] = distinct,
            ["leased_per_s"] = Math.Round(sizes.Devices / leased.TotalSeconds),
            ["used_per_s"] = Math.Round(sizes.Devices / used.TotalSeconds),
        });
    }

    private static Task EachAsync(DeviceSizes sizes, Func<int, Task> work) => Parallel.ForEachAsync(
        Enumerable.Range(0, sizes.Devices), new ParallelOptions { MaxDegreeOfParallelism = Outstanding }, async (i, _) => await work(i));
}
