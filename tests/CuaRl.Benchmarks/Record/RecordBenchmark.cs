using CuaRl.Benchmarks.Harness;
using CuaRl.Benchmarks.Service;

namespace CuaRl.Benchmarks.Record;

internal sealed class RecordBenchmark : IBenchmark
{
    public string Name => "record";

    public string Description =>
        "Turns with and without screenshots against raw COPY, whole rollouts, and lists over 100,000 rollouts. "
        + "Example: ./cuarl bench record --json";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick, IProgress<string> progress)
    {
        var sizes = quick ? RecordSizes.Quick : RecordSizes.Full;
        await using var service = await BenchService.StartAsync();
        List<Figure> figures = [];
        progress.Report("rollouts that take turns");
        var recorded = await BenchTraining.StartAsync(service, "turns", steps: 1, groups: 8, RecordSizes.Rollouts / 8);
        var turns = await TurnFigures.PrepareAsync(service, recorded);
        progress.Report("turns with screenshots");
        figures.Add(await turns.MeasurePicturesAsync(sizes));
        progress.Report("turns of text");
        figures.Add(await turns.MeasureTextAsync(sizes));
        progress.Report("whole rollouts");
        figures.Add(await EpisodeFigures.MeasureAsync(service, sizes));
        progress.Report("rollouts to list");
        figures.AddRange(await ListFigures.MeasureAsync(service, sizes, progress));
        return figures;
    }
}
