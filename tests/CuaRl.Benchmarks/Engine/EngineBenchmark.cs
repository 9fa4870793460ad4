using CuaRl.Benchmarks.Harness;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Benchmarks.Engine;

internal sealed class EngineBenchmark : IBenchmark
{
    public string Name => "engine";

    public string Description => "Grain calls, activations and control-record writes of the engine this was built for.";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick, IProgress<string> progress)
    {
        progress.Report("grain calls");
        List<Figure> figures = [.. await CallFigures.MeasureAsync(quick)];

        var database = new PostgresDatabase();
        await database.InitializeAsync();
        try
        {
            progress.Report("activations with stored state");
            figures.Add(await ActivationFigures.MeasureAsync(database, quick));
            progress.Report("control-record writes");
            figures.AddRange(await WriteFigures.MeasureAsync(database, quick));
        }
        finally
        {
            await database.DisposeAsync();
        }

        return figures;
    }
}
