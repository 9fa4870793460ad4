using CuaRl.Benchmarks.Harness;
using CuaRl.Benchmarks.Service;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Services;

namespace CuaRl.Benchmarks.Loop;

/// <summary>
/// What the loop adds to a turn: of one rollout at a time, the time in which neither the phone nor the policy nor the database is at
/// work. Leases, grain calls, parsing, judging and bookkeeping of rollouts, groups and steps are all in it.
/// </summary>
internal static class OverheadFigures
{
    private const double Bar = 1;

    public static async Task<Figure> MeasureAsync(LoopSizes sizes)
    {
        var watch = new IdleWatch();
        using var database = watch.OfDatabase();
        await using var service = await BenchService.StartAsync(services =>
        {
            services.Wrap<IDeviceDriver>(phones => WatchedPart.Around(phones, watch));
            services.Wrap<ITrainer>(trainer => WatchedPart.Around(trainer, watch));
        });
        var steps = await BenchLoop.TrainAsync(service, sizes, groupSize: 2, concurrent: 1);
        var (from, to, turns) = (steps[0].StartTime, steps[^1].EndTime!.Value, 0L);
        foreach (var step in steps)
        {
            turns += await BenchLoop.TurnsAsync(service, step);
        }

        return Figure.AtMost(
            "added to a turn by the loop", Math.Round(watch.Between(from, to).TotalMilliseconds / turns, 3), "ms", Bar, new Dictionary<string, double>
            {
                ["whole_turn_ms"] = Math.Round((to - from).TotalMilliseconds / turns, 3),
                ["turns"] = turns,
                ["rollouts"] = steps.Sum(step => step.Statistics!.Count),
            });
    }
}
