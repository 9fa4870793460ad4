using CuaRl.Benchmarks.Harness;

namespace CuaRl.Benchmarks.Policy;

internal sealed class PolicyBenchmark : IBenchmark
{
    public string Name => "policy";

    public string Description =>
        "The embedded policy: sampled actions and gradients on one core, and what it learns on the demo tasks from three seeds. "
        + "Example: ./cuarl bench policy --json";

    public Task<IReadOnlyList<Figure>> RunAsync(bool quick, IProgress<string> progress)
    {
        var sizes = quick ? PolicySizes.Quick : PolicySizes.Full;
        List<Figure> figures = [];
        progress.Report("sampled actions and gradients");
        figures.AddRange(RateFigures.Measure(sizes));
        progress.Report("learning");
        figures.AddRange(LearningFigures.Measure(sizes));
        return Task.FromResult<IReadOnlyList<Figure>>(figures);
    }
}
