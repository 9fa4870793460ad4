using System.Globalization;
using CuaRl.Benchmarks.Service;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Configuration.Flags;
using CuaRl.Core.Trainings;
using CuaRl.Silo.Commands.Train;

namespace CuaRl.Benchmarks.Loop;

/// <summary>A training on the demo tasks, each step with a group of every task that has a validator.</summary>
internal static class BenchLoop
{
    private const int Tasks = 22;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>Trains.</summary>
    /// <returns>The steps, in order.</returns>
    public static async Task<IReadOnlyList<BatchInfo>> TrainAsync(BenchService service, LoopSizes sizes, int groupSize, int concurrent)
    {
        string[] flags =
        [
            .. Enumerable.Select<FormattableString, string>(
                [
                    $"run_name=bench-{concurrent}", $"group_size={groupSize}", $"groups_per_batch={Tasks}", $"max_steps={sizes.Warmup + sizes.Steps}",
                    $"epochs={sizes.Warmup + sizes.Steps}", $"max_concurrent_rollouts={concurrent}", $"warm_start_up_to={sizes.CloneUpTo}",
                ],
                flag => flag.ToString(CultureInfo.InvariantCulture)),
            "model_name=embedded/linear", """tasks={"source_type":"demo_training"}""", "use_default_eval_tasks=false", "save_every=0",
        ];
        var resolution = LoopResolver.Resolve(FlagArguments.Read(flags), TimeProvider.System.GetUtcNow(), new LoopSurroundings());
        var watch = await new TrainRun(service.Running).StartAsync(
            resolution.Configuration ?? throw new InvalidOperationException(string.Join("; ", resolution.Faults)),
            resolution.RunName, null, default);
        using var timer = new PeriodicTimer(Interval);
        do
        {
            await watch.LookAsync(default);
        }
        while (!watch.HasEnded && await timer.WaitForNextTickAsync());
        return watch.Training.Status == TrainingStatus.Completed
            ? [.. (await watch.ListBatchesAsync(default)).Where(batch => batch.Request.SourceType == SourceType.Step).OrderBy(batch => batch.Request.Step)]
            : throw new InvalidOperationException($"The training is {watch.Training.Status}: {watch.Training.ErrorMessage}");
    }

    /// <summary>The turns that were recorded of a batch.</summary>
    public static Task<long> TurnsAsync(BenchService service, BatchInfo batch) => service.Database.ScalarAsync<long>(
        $"""
        SELECT count(*) FROM run_state s JOIN rollout_record r ON r.run_id = s.run_id
        WHERE r.training_id = '{batch.TrainingId}' AND r.source_type = 'step' AND r.step = {batch.Request.Step} AND s.step > 0
        """)!;
}
