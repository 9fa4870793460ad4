using CuaRl.Benchmarks.Harness;
using CuaRl.Core.Policies;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Trainers;

namespace CuaRl.Benchmarks.Policy;

internal sealed class PolicyBenchmark : IBenchmark
{
    public string Name => "policy";

    public string Description =>
        "The embedded policy: sampled actions and gradients on one core, and what it learns on the demo tasks from three seeds. "
        + "Example: ./cuarl bench policy --json";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick, IProgress<string> progress)
    {
        var sizes = quick ? PolicySizes.Quick : PolicySizes.Full;
        List<Figure> figures = [];
        var folder = Directory.CreateTempSubdirectory("cuarl-bench-policy");
        try
        {
            var trainer = LocalTrainer.Start(folder.FullName);
            progress.Report("sampled actions and gradients");
            await using (var session = await trainer.OpenAsync(new TrainerModel("rates", PolicyModels.Linear, 0, 1), null, default))
            {
                figures.AddRange(await RateFigures.MeasureAsync(session, sizes));
            }

            progress.Report("learning");
            figures.AddRange(await LearningFigures.MeasureAsync(trainer, sizes));
            return figures;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
