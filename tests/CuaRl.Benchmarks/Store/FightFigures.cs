using CuaRl.Benchmarks.Harness;
using CuaRl.Benchmarks.Service;

namespace CuaRl.Benchmarks.Store;

/// <summary>What good runs lose when many writers fight over another one.</summary>
internal static class FightFigures
{
    private const int Writers = 32;
    private const double Bar = 0.8;

    public static async Task<Figure> MeasureAsync(IRunGrain[] runs, StoreSizes sizes)
    {
        var (good, fought) = (runs[1..], runs[0]);
        var count = good.Length * sizes.SinglesPerRun;
        var won = 0L;
        var lost = 0L;
        var (beside, alone) = await Rounds.AlternateAsync(
            sizes.Rounds,
            async () =>
            {
                using var end = new CancellationTokenSource();
                var fight = Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(() => FightAsync(end.Token))));
                var rate = await Rounds.RateAsync(count, () => SingleFigures.AppendAllAsync(good, sizes.SinglesPerRun));
                await end.CancelAsync();
                await fight;
                return rate;
            },
            () => Rounds.RateAsync(count, () => SingleFigures.AppendAllAsync(good, sizes.SinglesPerRun)));
        var described = Rounds.Describe(beside, alone);
        described["fight_won"] = won;
        described["fight_lost"] = lost;
        return Figure.AtLeast(
            "63 runs beside 32 writers that fight over one / without the fight", Rounds.MedianRatio(beside, alone), "ratio", Bar, described);

        async Task FightAsync(CancellationToken end)
        {
            var head = (await fought.Describe()).Head;
            while (!end.IsCancellationRequested)
            {
                try
                {
                    head = (await fought.Append(new AppendRequest { States = [Samples.Usual[0]], ExpectedHead = head })).LastStep;
                    Interlocked.Increment(ref won);
                }
                catch (StaleHeadException stale)
                {
                    head = stale.ActualHead;
                    Interlocked.Increment(ref lost);
                }
            }
        }
    }
}
