using CuaRl.Benchmarks.Harness;

namespace CuaRl.Benchmarks.Engine;

internal sealed class EngineBenchmark : IBenchmark
{
    public string Name => "engine";

    public string Description => "Grain calls, activations and control-record writes of the engine this was built for.";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick, IProgress<string> progress)
    {
        progress.Report("grain calls");
        return [.. await CallFigures.MeasureAsync(quick)];
    }
}
