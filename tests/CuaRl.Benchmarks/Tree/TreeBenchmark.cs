using CuaRl.Benchmarks.Harness;
using CuaRl.Benchmarks.Service;

namespace CuaRl.Benchmarks.Tree;

internal sealed class TreeBenchmark : IBenchmark
{
    public string Name => "tree";

    public string Description =>
        "Branches, lineages and ancestors at a depth of a million states, as one run and as a chain of 10,000 runs. "
        + "Example: ./cuarl bench tree --json";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick, IProgress<string> progress)
    {
        var sizes = quick ? TreeSizes.Quick : TreeSizes.Full;
        await using var service = await BenchService.StartAsync();
        var raw = await RawStates.CreateAsync(service.Database);
        progress.Report("the first shape: one run");
        var first = await TreeShape.OneRunAsync(service, sizes.States);
        progress.Report("the second shape: a chain of runs");
        var second = await TreeShape.ChainAsync(service, sizes.Runs, sizes.StatesPerRun);
        await service.Database.ExecuteAsync("VACUUM ANALYZE");
        await service.Database.ExecuteAsync("CHECKPOINT");

        List<Figure> figures = [];
        foreach (var shape in (TreeShape[])[first, second])
        {
            progress.Report($"branches, {shape.Name}");
            figures.AddRange(await BranchFigures.MeasureAsync(service, shape, raw, sizes));
            progress.Report($"queries, {shape.Name}");
            figures.AddRange(await QueryFigures.MeasureAsync(shape, lineageBar: shape == first ? 1 : 10, sizes));
            progress.Report($"pages, {shape.Name}");
            figures.Add(await PageFigures.MeasureAsync(service, shape, sizes));
        }

        progress.Report("loading a tree");
        figures.AddRange(await LoadFigures.MeasureAsync(service, sizes));
        return figures;
    }
}
