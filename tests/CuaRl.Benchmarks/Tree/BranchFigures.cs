using CuaRl.Benchmarks.Harness;
using CuaRl.Benchmarks.Service;

namespace CuaRl.Benchmarks.Tree;

/// <summary>How long a branch takes at the deepest state, at a depth of 100, and against an insert of one row.</summary>
internal static class BranchFigures
{
    private const int Shallow = 100;
    private const double DepthBar = 1.5;
    private const double RawBar = 4;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(
        BenchService service, TreeShape shape, RawStates raw, TreeSizes sizes)
    {
        var deepest = service.Grains.GetRun(shape.Runs[^1]);
        var shallow = service.Grains.GetRun(shape.At(Shallow).RunId);
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        var (deep, flat, inserts) = (new double[sizes.Rounds], new double[sizes.Rounds], new double[sizes.Rounds]);
        await MedianAsync(BranchDeepAsync);
        await MedianAsync(InsertAsync);
        for (var round = 0; round < sizes.Rounds; round++)
        {
            inserts[round] = await MedianAsync(InsertAsync);
            flat[round] = await MedianAsync(BranchFlatAsync);
            deep[round] = await MedianAsync(BranchDeepAsync);
        }

        return
        [
            Figure.AtMost($"BranchFrom p50 at the deepest / at depth 100, {shape.Name}", Rounds.MedianRatio(deep, flat), "ratio", DepthBar, Describe(deep, flat, "depth_100")),
            Figure.AtMost($"BranchFrom p50 / raw insert, {shape.Name}", Rounds.MedianRatio(deep, inserts), "ratio", RawBar, Describe(deep, inserts, "raw")),
        ];

        Task BranchDeepAsync(int call) => deepest.BranchFrom(shape.Depth, "branch");

        Task BranchFlatAsync(int call) => shallow.BranchFrom(Shallow, "branch");

        Task InsertAsync(int call) => raw.InsertAsync(connection, 0);

        async Task<double> MedianAsync(Func<int, Task> call) =>
            Latencies.Percentile(await Latencies.OneByOneAsync(sizes.Calls, call), 0.5);
    }

    private static Dictionary<string, double> Describe(double[] subject, double[] other, string name) => new()
    {
        ["subject_ms"] = Math.Round(Rounds.Median(subject), 3),
        ["subject_min"] = Math.Round(subject.Min(), 3),
        ["subject_max"] = Math.Round(subject.Max(), 3),
        [$"{name}_ms"] = Math.Round(Rounds.Median(other), 3),
        [$"{name}_min"] = Math.Round(other.Min(), 3),
        [$"{name}_max"] = Math.Round(other.Max(), 3),
    };
}
