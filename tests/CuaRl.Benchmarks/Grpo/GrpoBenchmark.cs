using System.Diagnostics;
using CuaRl.Benchmarks.Harness;

namespace CuaRl.Benchmarks.Grpo;

internal sealed class GrpoBenchmark : IBenchmark
{
    private const double Bar = 100;
    private const int Turns = 100_000;
    private const int QuickTurns = 2_000;

    public string Name => "grpo";

    public string Description =>
        "GRPO's mathematics on one core: from the rewards of a step of 100,000 turns to what the trainer is sent. "
        + "Example: ./cuarl bench grpo --json";

    public Task<IReadOnlyList<Figure>> RunAsync(bool quick, IProgress<string> progress)
    {
        var (turns, rounds) = quick ? (QuickTurns, 1) : (Turns, 15);
        progress.Report("advantages and datums");
        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            Measure("advantages and datums of 100,000 turns, each going on from the one before", SampledStep.Growing(turns), rounds),
            Measure("advantages and datums of 100,000 turns, none going on from the one before", SampledStep.Apart(turns), rounds),
        ]);
    }

    private static Figure Measure(string name, SampledStep step, int rounds)
    {
        // As many again before, which count nothing: the runtime compiles what is used often anew.
        var datums = step.Assemble();
        for (var round = 1; round < rounds; round++)
        {
            step.Assemble();
        }

        var times = new double[rounds];
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            step.Assemble();
            times[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return Figure.AtMost(name, Math.Round(Rounds.Median(times), 1), "ms", Bar, new Dictionary<string, double>
        {
            ["min"] = Math.Round(times.Min(), 1),
            ["max"] = Math.Round(times.Max(), 1),
            ["datums"] = datums.Count,
            ["positions"] = datums.Sum(datum => (long)datum.Length),
        });
    }
}
