using CuaRl.Adapters;
using CuaRl.Benchmarks.Harness;
using CuaRl.Benchmarks.Service;
using CuaRl.Core.Devices;
using CuaRl.Grains.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace CuaRl.Benchmarks.Devices;

/// <summary>What a lease adds to an action, over calling the driver.</summary>
internal static class OverheadFigures
{
    private const double Bar = 0.2;

    public static async Task<Figure> MeasureAsync(BenchService service, DeviceSizes sizes)
    {
        await using var provider = new ServiceCollection()
            .AddSingleton(TimeProvider.System).AddSimulatedDevices().BuildServiceProvider();
        var driver = provider.GetRequiredService<IDeviceDriver>();
        var box = await driver.CreateAsync(
            new BoxRequest(new BoxLabel("bench", "raw", "raw.0", 1), TimeSpan.FromHours(1), TimeSpan.FromMinutes(1), null), default);
        var pool = await BenchPool.CreateAsync(service, "overhead", devices: 1);
        var lease = await pool.AcquireAsync("overhead");
        var device = service.Grains.GetDevice(lease.DeviceId);
        var (leased, raw) = (new double[sizes.Rounds], new double[sizes.Rounds]);
        for (var round = -1; round < sizes.Rounds; round++)
        {
            var direct = await MedianAsync(sizes, i => driver.ActAsync(box.Id, new ScreenAction.Tap(new ScreenPoint(180, 100 + (i % 500))), default));
            var through = await MedianAsync(sizes, i => device.Act(lease.Token, new DeviceAction.Tap { At = new DevicePoint { X = 180, Y = 100 + (i % 500) } }));
            if (round >= 0)
            {
                (leased[round], raw[round]) = (through, direct);
            }
        }

        await pool.ReleaseAsync(lease);
        await pool.DrainAsync();
        var added = Rounds.Median([.. leased.Zip(raw, (mine, theirs) => mine - theirs)]);
        return Figure.AtMost("added to an action by lease and grain", Math.Round(added, 4), "ms", Bar, new Dictionary<string, double>
        {
            ["through_grain_ms"] = Math.Round(Rounds.Median(leased), 4),
            ["by_driver_ms"] = Math.Round(Rounds.Median(raw), 4),
            ["calls"] = sizes.Calls,
        });
    }

    private static async Task<double> MedianAsync(DeviceSizes sizes, Func<int, Task> act) =>
        Latencies.Percentile(await Latencies.OneByOneAsync(sizes.Calls, act), 0.5);
}
