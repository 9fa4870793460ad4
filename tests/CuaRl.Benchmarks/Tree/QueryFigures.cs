using CuaRl.Benchmarks.Harness;

namespace CuaRl.Benchmarks.Tree;

/// <summary>What the tree answers from memory.</summary>
internal static class QueryFigures
{
    private const double AncestorBar = 50;
    private const int CallsEach = 50;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(TreeShape shape, double lineageBar, TreeSizes sizes)
    {
        var calls = sizes.Calls * CallsEach;
        var random = new Random(3);
        var steps = Enumerable.Range(0, calls).Select(_ => random.NextInt64(shape.Depth + 1)).ToArray();
        return
        [
            await MeasureAsync("lineage as pieces", "ms", 1, lineageBar, sizes.Calls, _ => shape.Tree.Lineage(shape.Deepest)),
            await MeasureAsync("AncestorAt p50", "microseconds", 1_000, AncestorBar, calls, call => shape.Tree.AncestorAt(shape.Deepest, steps[call])),
            await MeasureAsync("CommonAncestor p50", "microseconds", 1_000, AncestorBar, calls, call =>
                shape.Tree.CommonAncestor(shape.At(steps[call]), shape.At(steps[^(call + 1)]))),
        ];

        async Task<Figure> MeasureAsync(string name, string unit, double perMs, double bar, int count, Func<int, Task> call)
        {
            await Latencies.OneByOneAsync(count, call);
            var medians = new double[sizes.Rounds];
            List<double> all = [];
            for (var round = 0; round < sizes.Rounds; round++)
            {
                var taken = await Latencies.OneByOneAsync(count, call);
                medians[round] = Latencies.Percentile(taken, 0.5) * perMs;
                all.AddRange(taken);
            }

            return Figure.AtMost($"{name}, {shape.Name}", Math.Round(Rounds.Median(medians), 3), unit, bar, new Dictionary<string, double>
            {
                ["min"] = Math.Round(medians.Min(), 3),
                ["max"] = Math.Round(medians.Max(), 3),
                ["p99"] = Math.Round(Latencies.Percentile([.. all], 0.99) * perMs, 3),
                ["calls"] = all.Count,
            });
        }
    }
}
