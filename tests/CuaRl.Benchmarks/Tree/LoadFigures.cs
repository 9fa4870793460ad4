using System.Diagnostics;
using CuaRl.Benchmarks.Harness;
using CuaRl.Benchmarks.Service;

namespace CuaRl.Benchmarks.Tree;

/// <summary>How long a tree of many runs takes to come alive, and what it takes in memory.</summary>
internal static class LoadFigures
{
    private const double SecondsBar = 2;
    private const double BytesBar = 200;
    private const int MostRounds = 3;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchService service, TreeSizes sizes)
    {
        var rounds = Math.Min(sizes.Rounds, MostRounds);
        List<StoredTree> trees = [];
        for (var round = 0; round <= rounds; round++)
        {
            trees.Add(await StoredTree.WriteAsync(service.Database.Source, sizes.LoadedRuns, seed: round));
        }

        await service.Database.ExecuteAsync("VACUUM ANALYZE run, run_head");
        await LoadAsync(trees[0]);
        var (seconds, bytes) = (new double[rounds], new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            var before = Held();
            seconds[round] = await LoadAsync(trees[round + 1]);
            bytes[round] = (Held() - before) / (double)sizes.LoadedRuns;
        }

        return
        [
            Figure.AtMost($"activation of a tree of {sizes.LoadedRuns:#,0} runs", Math.Round(Rounds.Median(seconds), 4), "s", SecondsBar, Describe(seconds, 4, sizes)),
            Figure.AtMost("memory of a tree, each run", Math.Round(Rounds.Median(bytes)), "bytes", BytesBar, Describe(bytes, 0, sizes)),
        ];

        async Task<double> LoadAsync(StoredTree tree)
        {
            var start = Stopwatch.GetTimestamp();
            await service.Grains.GetStateTree(tree.SimulationId).AncestorAt(tree.Deepest, 0);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }

    private static Dictionary<string, double> Describe(double[] values, int digits, TreeSizes sizes) => new()
    {
        ["min"] = Math.Round(values.Min(), digits),
        ["max"] = Math.Round(values.Max(), digits),
        ["runs"] = sizes.LoadedRuns,
    };

    private static long Held()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
