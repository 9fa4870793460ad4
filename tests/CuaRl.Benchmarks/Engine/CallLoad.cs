using System.Diagnostics;

namespace CuaRl.Benchmarks.Engine;

/// <summary>Callers on the thread pool, each calling one grain after another for a while.</summary>
/// <param name="Callers">How many call at the same time.</param>
/// <param name="Targets">How many grains they go round.</param>
/// <param name="Duration">For how long.</param>
internal sealed record CallLoad(int Callers, int Targets, TimeSpan Duration)
{
    public async Task<CallResult> RunAsync(Func<int, Task<Payload>> call)
    {
        var counts = new long[Callers];
        var slowest = new long[Callers];
        var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(Duration.TotalSeconds * Stopwatch.Frequency);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var target = caller * Targets / Callers;
            for (var now = Stopwatch.GetTimestamp(); now < end;)
            {
                await call(target);
                target = (target + 1) % Targets;
                var then = Stopwatch.GetTimestamp();
                slowest[caller] = Math.Max(slowest[caller], then - now);
                now = then;
                counts[caller]++;
            }
        })));
        var total = counts.Sum();
        return new CallResult(
            total / Stopwatch.GetElapsedTime(start).TotalSeconds,
            (GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore) / (double)total,
            slowest.Max() * 1_000.0 / Stopwatch.Frequency,
            counts.Min(),
            counts.Max());
    }
}

/// <param name="PerSecond">Calls a second, all callers together.</param>
/// <param name="BytesPerCall">Bytes allocated by the process for each call.</param>
/// <param name="SlowestMs">The slowest call of any caller; percentiles over calls would hide a starved caller.</param>
/// <param name="FewestOfACaller">Calls of the caller that got through least.</param>
/// <param name="MostOfACaller">Calls of the caller that got through most.</param>
internal sealed record CallResult(
    double PerSecond, double BytesPerCall, double SlowestMs, long FewestOfACaller, long MostOfACaller);
