using CuaRl.Benchmarks.Harness;
using CuaRl.Benchmarks.Service;

namespace CuaRl.Benchmarks.Store;

/// <summary>Appends of one state each, against inserts of one row each: how many, and how long at half of that.</summary>
internal static class SingleFigures
{
    private const int Connections = 8;
    private const double RateBar = 1.5;
    private const double LatencyBar = 3;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(
        BenchService service, IRunGrain[] runs, RawStates raw, StoreSizes sizes)
    {
        await using var connections = await RawConnections.OpenAsync(service.Database.Source, Connections);
        var count = runs.Length * sizes.SinglesPerRun;
        var (subject, inserts) = await Rounds.AlternateAsync(
            sizes.Rounds,
            () => Rounds.RateAsync(count, () => AppendAllAsync(runs, sizes.SinglesPerRun)),
            () => Rounds.RateAsync(count, () => InsertAllAsync(count)));
        var rate = Figure.AtLeast(
            "single appends / raw inserts", Rounds.MedianRatio(subject, inserts), "ratio", RateBar,
            Rounds.Describe(subject, inserts));

        double[] rates = [Rounds.Median(subject) / 2, Rounds.Median(inserts) / 2];
        List<double[]> mine = [];
        List<double[]> theirs = [];
        for (var round = 0; round < sizes.Rounds; round++)
        {
            theirs.Add(await Latencies.AtRateAsync(rates[1], sizes.HalfLoad, InsertAsync));
            mine.Add(await Latencies.AtRateAsync(
                rates[0], sizes.HalfLoad, index => runs[index % runs.Length].Append(Samples.Usual[index % Samples.Usual.Length])));
        }

        return [rate, Compare(mine, theirs, rates)];

        Task InsertAsync(int index) => connections.UseAsync(connection => raw.InsertAsync(connection, index % StoreSizes.Runs));

        Task InsertAllAsync(int rows)
        {
            var next = -1;
            return Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
            {
                for (var row = Interlocked.Increment(ref next); row < rows; row = Interlocked.Increment(ref next))
                {
                    await InsertAsync(row);
                }
            })));
        }
    }

    /// <summary>Each run's caller appends one state after the other.</summary>
    public static Task AppendAllAsync(IRunGrain[] runs, int times) => Task.WhenAll(runs.Select(run => Task.Run(async () =>
    {
        for (var i = 0; i < times; i++)
        {
            await run.Append(Samples.Usual[i % Samples.Usual.Length]);
        }
    })));

    private static Figure Compare(List<double[]> mine, List<double[]> theirs, double[] rates)
    {
        double[] subject = [.. mine.Select(round => Latencies.Percentile(round, 0.99))];
        double[] raw = [.. theirs.Select(round => Latencies.Percentile(round, 0.99))];
        return Figure.AtMost("p99 of a single append / of a raw insert, at half load", Rounds.MedianRatio(subject, raw), "ratio", LatencyBar, new Dictionary<string, double>
        {
            ["subject_p99_ms"] = Math.Round(Rounds.Median(subject), 2),
            ["subject_min"] = Math.Round(subject.Min(), 2),
            ["subject_max"] = Math.Round(subject.Max(), 2),
            ["subject_p50_ms"] = Math.Round(Latencies.Percentile([.. mine.SelectMany(round => round)], 0.5), 2),
            ["subject_per_s"] = Math.Round(rates[0]),
            ["raw_p99_ms"] = Math.Round(Rounds.Median(raw), 2),
            ["raw_min"] = Math.Round(raw.Min(), 2),
            ["raw_max"] = Math.Round(raw.Max(), 2),
            ["raw_p50_ms"] = Math.Round(Latencies.Percentile([.. theirs.SelectMany(round => round)], 0.5), 2),
            ["raw_per_s"] = Math.Round(rates[1]),
        });
    }
}
