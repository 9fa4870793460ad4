using CuaRl.Benchmarks.Harness;
using CuaRl.Benchmarks.Service;

namespace CuaRl.Benchmarks.Store;

internal sealed class StoreBenchmark : IBenchmark
{
    public string Name => "store";

    public string Description =>
        "Appends of states through run grains and HTTP, against raw COPY and inserts into the same table. "
        + "Example: ./cuarl bench store --json";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick, IProgress<string> progress)
    {
        var sizes = quick ? StoreSizes.Quick : StoreSizes.Full;
        await using var service = await BenchService.StartAsync();
        var simulation = await service.CreateSimulationAsync();
        var runs = await service.CreateRunsAsync(simulation, StoreSizes.Runs);
        var raw = await RawStates.CreateAsync(service.Database);

        List<Figure> figures = [];
        progress.Report("batch appends");
        figures.Add(await BatchFigures.MeasureAsync(runs, raw, sizes));
        progress.Report("single appends");
        figures.AddRange(await SingleFigures.MeasureAsync(service, runs, raw, sizes));
        progress.Report("appends beside a fight");
        figures.Add(await FightFigures.MeasureAsync(runs, sizes));
        progress.Report("batch appends over HTTP");
        figures.Add(await HttpFigures.MeasureAsync(service, runs, raw, sizes));
        progress.Report("large observations");
        figures.Add(await DiskFigures.MeasureAsync(service, simulation, sizes));
        return figures;
    }
}
