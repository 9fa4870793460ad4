using System.Collections.Immutable;
using CuaRl.Benchmarks.Harness;
using CuaRl.Benchmarks.Service;

namespace CuaRl.Benchmarks.Store;

/// <summary>How fast run grains store batches, against COPY.</summary>
internal static class BatchFigures
{
    private const double Bar = 0.8;

    public static async Task<Figure> MeasureAsync(IRunGrain[] runs, RawStates raw, StoreSizes sizes)
    {
        var batches = Samples.Usual.Chunk(StoreSizes.Batch).Select(states => states.ToImmutableArray()).ToArray();
        var calls = sizes.BatchStates / StoreSizes.Batch / runs.Length;
        await AppendAsync();
        await raw.CopyAsync(1);

        var (subject, copy) = await Rounds.AlternateAsync(
            sizes.Rounds,
            () => Rounds.RateAsync(calls * runs.Length * StoreSizes.Batch, AppendAsync),
            () => Rounds.RateAsync(sizes.BatchStates, () => raw.CopyAsync(sizes.BatchTransactions)));
        var described = Rounds.Describe(subject, copy);
        described["bytes_of_a_state"] = Math.Round(Samples.Usual.Average(Samples.Size));
        return Figure.AtLeast("batch append / raw COPY", Rounds.MedianRatio(subject, copy), "ratio", Bar, described);

        Task AppendAsync() => Task.WhenAll(runs.Select(run => Task.Run(async () =>
        {
            for (var call = 0; call < calls; call++)
            {
                await run.Append(new AppendRequest { States = batches[call % batches.Length] });
            }
        })));
    }
}
