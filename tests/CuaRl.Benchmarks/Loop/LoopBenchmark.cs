using CuaRl.Benchmarks.Harness;

namespace CuaRl.Benchmarks.Loop;

internal sealed class LoopBenchmark : IBenchmark
{
    public string Name => "loop";

    public string Description =>
        "Whole trainings on simulated phones, everything recorded: turns a second with 256 rollouts at once, and what the loop adds to a turn. "
        + "Example: ./cuarl bench loop --json";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick, IProgress<string> progress)
    {
        var sizes = quick ? LoopSizes.Quick : LoopSizes.Full;
        progress.Report("256 rollouts at once");
        var crowd = await CrowdFigures.MeasureAsync(sizes);
        progress.Report("one rollout at a time");
        return [.. crowd, await OverheadFigures.MeasureAsync(sizes)];
    }
}
