using CuaRl.Benchmarks.Harness;

namespace CuaRl.Benchmarks.Engine;

/// <summary>How fast grain calls are, isolation on, against a thread-pool hop with copies written by hand.</summary>
internal static class CallFigures
{
    private const int Callers = 64;
    private const int Targets = 1_000;
    private const double CallsBar = 500_000;
    private const double BytesBar = 1_024;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(bool quick)
    {
        var load = new CallLoad(Callers, Targets, TimeSpan.FromSeconds(quick ? 0.2 : 2));
        var rounds = quick ? 1 : 5;
        await using var silo = await BenchSilo.StartAsync();
        var calls = GrainCalls(silo);
        await load.RunAsync(calls);

        var results = new List<CallResult>();
        var (subject, raw) = await Rounds.AlternateAsync(
            rounds,
            async () =>
            {
                results.Add(await load.RunAsync(calls));
                return results[^1].PerSecond;
            },
            async () => (await load.RunAsync(ByHand)).PerSecond);

        var described = Rounds.Describe(subject, raw);
        described["ratio_to_raw"] = Rounds.MedianRatio(subject, raw);
        return
        [
            Figure.AtLeast("grain calls", Math.Round(Rounds.Median(subject)), "calls/s", CallsBar, described),
            Figure.AtMost("allocation", Math.Round(Rounds.Median([.. results.Select(result => result.BytesPerCall)])), "bytes/call", BytesBar, Range(results, result => result.BytesPerCall)),
            Figure.Shown("slowest call", Math.Round(Rounds.Median([.. results.Select(result => result.SlowestMs)]), 2), "ms", Range(results, result => result.SlowestMs)),
            Figure.Shown("fairness: least served caller / most served", Math.Round(Rounds.Median([.. results.Select(result => (double)result.FewestOfACaller / result.MostOfACaller)]), 3), "ratio", new Dictionary<string, double>
            {
                ["fewest_calls"] = results.Min(result => result.FewestOfACaller),
                ["most_calls"] = results.Max(result => result.MostOfACaller),
            }),
            .. await WireAsync(load, rounds),
        ];
    }

    /// <summary>The embedded engine can send each call through bytes, as calls between silos go; tests run so once.</summary>
    private static async Task<IReadOnlyList<Figure>> WireAsync(CallLoad load, int rounds)
    {
        if (Machine.Engine != "embedded")
        {
            return [];
        }

        const string Switch = "ORLEANS_EMBEDDED_WIRE";
        Environment.SetEnvironmentVariable(Switch, "1");
        await using var silo = await BenchSilo.StartAsync();
        Environment.SetEnvironmentVariable(Switch, null);
        var calls = GrainCalls(silo);
        await load.RunAsync(calls);
        var results = new List<CallResult>();
        for (var round = 0; round < rounds; round++)
        {
            results.Add(await load.RunAsync(calls));
        }

        return
        [
            Figure.Shown("grain calls in wire mode", Math.Round(Rounds.Median([.. results.Select(result => result.PerSecond)])), "calls/s", new Dictionary<string, double>
            {
                ["bytes_per_call"] = Math.Round(results.Min(result => result.BytesPerCall)),
                ["min"] = Math.Round(results.Min(result => result.PerSecond)),
                ["max"] = Math.Round(results.Max(result => result.PerSecond)),
            }),
        ];
    }

    private static Func<int, Task<Payload>> GrainCalls(BenchSilo silo)
    {
        IEchoGrain[] grains = [.. Enumerable.Range(0, Targets).Select(key => silo.Grains.GetGrain<IEchoGrain>(key))];
        return target => grains[target].Echo(Payload.Sample);
    }

    private static Task<Payload> ByHand(int target)
    {
        var argument = Payload.Sample.CopyByHand();
        return Task.Run(() => (argument with { Done = true }).CopyByHand());
    }

    private static Dictionary<string, double> Range(List<CallResult> results, Func<CallResult, double> value) => new()
    {
        ["min"] = Math.Round(results.Min(value), 2),
        ["max"] = Math.Round(results.Max(value), 2),
    };
}
