using CuaRl.Benchmarks.Harness;
using CuaRl.Benchmarks.Service;

namespace CuaRl.Benchmarks.Loop;

/// <summary>How many turns a second come out of many rollouts at once, from lease to optimizer step, with everything recorded.</summary>
internal static class CrowdFigures
{
    private const double TurnsBar = 2_000;

    public static async Task<IEnumerable<Figure>> MeasureAsync(LoopSizes sizes)
    {
        await using var service = await BenchService.StartAsync();
        var (busy, paused, allocated) = (Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration(), GC.GetTotalAllocatedBytes());
        var steps = await BenchLoop.TrainAsync(service, sizes, sizes.GroupSize, sizes.Concurrent);
        (busy, paused, allocated) =
            (Environment.CpuUsage.TotalTime - busy, GC.GetTotalPauseDuration() - paused, GC.GetTotalAllocatedBytes() - allocated);
        var turns = new double[steps.Count];
        for (var i = 0; i < turns.Length; i++)
        {
            turns[i] = await BenchLoop.TurnsAsync(service, steps[i]);
        }

        var rates = Enumerable.Range(sizes.Warmup, sizes.Steps).Select(i => turns[i] / (steps[i].EndTime - steps[i - 1].EndTime)!.Value.TotalSeconds).ToArray();
        return
        [
            Figure.AtLeast(
                "turns of 256 rollouts at once, recorded, judged and trained on", Math.Round(Rounds.Median(rates)), "turns/s", TurnsBar,
                new Dictionary<string, double>
                {
                    ["min"] = Math.Round(rates.Min()),
                    ["max"] = Math.Round(rates.Max()),
                    ["rollouts"] = steps.Skip(sizes.Warmup).Sum(step => step.Statistics!.Count),
                    ["turns"] = turns.Skip(sizes.Warmup).Sum(),
                    ["cpu_ms_of_a_turn"] = Math.Round(busy.TotalMilliseconds / turns.Sum(), 3),
                    ["gc_pause_ms_of_a_turn"] = Math.Round(paused.TotalMilliseconds / turns.Sum(), 3),
                    ["allocated_kb_of_a_turn"] = Math.Round(allocated / 1024.0 / turns.Sum(), 1),
                    ["distinct_pictures"] = await service.Database.ScalarAsync<long>(OfPictures("count(*)")),
                    ["picture_bytes"] = (double)await service.Database.ScalarAsync<decimal>(OfPictures("sum(size)")),
                    ["pictures_shown"] = await service.Database.ScalarAsync<long>("SELECT count(*) FROM run_state"),
                    ["database_bytes"] = await service.Database.ScalarAsync<long>("SELECT pg_database_size(current_database())"),
                }),
        ];

        static string OfPictures(string what) => $"SELECT {what} FROM blob WHERE media_type LIKE 'image/%'";
    }
}
