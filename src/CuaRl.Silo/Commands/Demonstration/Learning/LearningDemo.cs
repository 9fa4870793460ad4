using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Configuration.Flags;
using CuaRl.Silo.Commands.Train;
using CuaRl.Silo.Hosting;

namespace CuaRl.Silo.Commands.Demonstration.Learning;

/// <summary>The whole of the service at work: a policy that learns the demo tasks on simulated phones, recorded turn by turn.</summary>
internal sealed class LearningDemo(RunningService service, long seed)
{
    /// <summary>More than there are steps: an evaluation before the first and one after the last.</summary>
    private const int BeforeAndAfter = 1_000_000;

    /// <summary>Sampled episodes of each task in an evaluation.</summary>
    /// <value>The default is 20.</value>
    public int EpisodesOfATask { get; init; } = 20;

    /// <summary>How often the tasks are gone through.</summary>
    /// <value>The default is 160, about 300,000 turns.</value>
    public int Epochs { get; init; } = 160;

    /// <summary>Trains, or goes on with the training of an earlier demo of that seed.</summary>
    /// <param name="follow">Shows how it goes, to its end.</param>
    /// <param name="cancellationToken">Gives up; the same seed goes on.</param>
    public async Task<(LearningReport? Report, TrainWatch Watch)> RunAsync(
        Func<TrainWatch, Task> follow, CancellationToken cancellationToken)
    {
        var resolution = LoopResolver.Resolve(FlagArguments.Read(Flags()), TimeProvider.System.GetUtcNow(), new LoopSurroundings());
        var watch = await new TrainRun(service).StartAsync(
            resolution.Configuration ?? throw new InvalidOperationException(string.Join("; ", resolution.Faults)),
            resolution.RunName, null, cancellationToken);
        await follow(watch);
        return (watch.Training.Status is TrainingStatus.Completed ? await ReportAsync(watch, cancellationToken) : null, watch);
    }

    private string[] Flags() =>
    [
        FormattableString.Invariant($"run_name=demo-seed{seed}"),
        FormattableString.Invariant($"seed={seed}"),
        "model_name=embedded/linear",
        """tasks={"source_type":"demo_training"}""",
        """eval_tasks=[{"source_type":"demo_training"},{"source_type":"demo_eval"}]""",
        // By six seeds: steps of 64 rollouts learn at this rate in half of the turns that smaller ones take at 0.005.
        "group_size=8",
        "groups_per_batch=8",
        "learning_rate=0.015",
        FormattableString.Invariant($"epochs={Epochs}"),
        FormattableString.Invariant($"eval_group_size={EpisodesOfATask}"),
        FormattableString.Invariant($"eval_every={BeforeAndAfter}"),
    ];

    private async Task<LearningReport> ReportAsync(TrainWatch watch, CancellationToken cancellationToken)
    {
        var id = watch.Training.Id;
        return new LearningReport(
            await Examination.ReadAsync(service.Grains, id, SourceType.Baseline, 0, cancellationToken),
            await Examination.ReadAsync(service.Grains, id, SourceType.Eval, 0, cancellationToken),
            await Examination.ReadAsync(service.Grains, id, SourceType.Eval, watch.Points.Count, cancellationToken))
        {
            Seconds = Math.Round(watch.Elapsed.TotalSeconds, 1),
            Turns = Math.Round(watch.Turns),
        };
    }
}
