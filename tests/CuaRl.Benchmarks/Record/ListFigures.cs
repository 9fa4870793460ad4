using CuaRl.Benchmarks.Harness;
using CuaRl.Benchmarks.Service;

namespace CuaRl.Benchmarks.Record;

/// <summary>How long lists of rollouts take, and the description of a training with many.</summary>
internal static class ListFigures
{
    private const double ListBar = 50;
    private const double DetailBar = 100;
    private const int GroupsPerStep = 5;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchService service, RecordSizes sizes, IProgress<string> progress)
    {
        var model = await RecordModelAsync(service);
        progress.Report($"writing {sizes.Detailed:#,0} rollouts");
        var detailed = await StoreAsync(service, "detailed", sizes.Steps, sizes.Detailed, model);
        progress.Report($"writing {sizes.Listed:#,0} rollouts");
        var listed = await StoreAsync(service, "listed", sizes.Steps / 2, sizes.Listed, model);
        await service.Database.ExecuteAsync("VACUUM ANALYZE");
        await service.Database.ExecuteAsync("CHECKPOINT");
        progress.Report("lists");
        return [await MeasureListsAsync(service, listed, sizes), await MeasureDetailAsync(service, detailed, sizes)];
    }

    private static async Task<Figure> MeasureListsAsync(BenchService service, BenchTraining training, RecordSizes sizes)
    {
        var all = new RolloutQuery { TrainingId = training.Id, CountsAll = true };
        var from = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(sizes.Listed / 2);
        (string Name, RolloutQuery Query)[] queries =
        [
            ("status", all with { Status = RolloutStatus.Failed }),
            ("status_of_most", all with { Status = RolloutStatus.Completed }),
            ("task", all with { TaskId = BenchTraining.Tasks[3] }),
            ("reward", all with { MinReward = 0.25, MaxReward = 0.5 }),
            ("error_kind", all with { ErrorKind = "timeout" }),
            ("time", all with { StartedFrom = from, StartedBefore = from.AddSeconds(sizes.Listed / 4) }),
            ("task_and_status_of_any_training", all with { TrainingId = null, TaskId = BenchTraining.Tasks[3], Status = RolloutStatus.Completed }),
        ];
        var catalog = service.Grains.GetTrainingCatalog();
        Dictionary<string, double> raw = [];
        foreach (var (name, query) in queries)
        {
            var found = await catalog.ListRollouts(query);
            if (found.Total is not > 0)
            {
                throw new InvalidOperationException($"The filter by {name} finds nothing.");
            }

            var taken = await MedianAsync(sizes, () => catalog.ListRollouts(query));
            raw[$"{name}_ms"] = Math.Round(taken, 2);
            raw[$"{name}_found"] = found.Total.Value;
        }

        var worst = queries.Max(query => raw[$"{query.Name}_ms"]);
        raw["rollouts"] = sizes.Listed;
        return Figure.AtMost("first page and count of rollouts with a filter, the slowest of seven", worst, "ms", ListBar, raw);
    }

    private static async Task<Figure> MeasureDetailAsync(BenchService service, BenchTraining training, RecordSizes sizes)
    {
        var (grain, catalog) = (service.Grains.GetTraining(training.Id), service.Grains.GetTrainingCatalog());
        var described = await MedianAsync(sizes, grain.Describe);
        var listed = await MedianAsync(sizes, () => catalog.ListBatches(training.Id));
        var steps = (await catalog.ListBatches(training.Id)).Length;
        return Figure.AtMost("training with its steps and their progress of now", Math.Round(described + listed, 2), "ms", DetailBar, new Dictionary<string, double>
        {
            ["training_ms"] = Math.Round(described, 2),
            ["steps_ms"] = Math.Round(listed, 2),
            ["steps"] = steps,
            ["rollouts"] = sizes.Detailed,
        });
    }

    private static async Task<double> MedianAsync<T>(RecordSizes sizes, Func<Task<T>> call)
    {
        await Latencies.OneByOneAsync(sizes.Calls, _ => call());
        var medians = new double[sizes.Rounds];
        for (var round = 0; round < sizes.Rounds; round++)
        {
            medians[round] = Latencies.Percentile(await Latencies.OneByOneAsync(sizes.Calls, _ => call()), 0.5);
        }

        return Rounds.Median(medians);
    }

    /// <summary>A training whose groups are full, all its steps but the last completed.</summary>
    private static async Task<BenchTraining> StoreAsync(
        BenchService service, string name, int steps, int rollouts, RolloutInfo model)
    {
        var training = await BenchTraining.StartAsync(service, name, steps, GroupsPerStep, rollouts / steps / GroupsPerStep);
        await StoredRollouts.WriteAsync(service, training, model);
        await Parallel.ForEachAsync(
            training.Groups.Take((steps - 1) * GroupsPerStep), async (group, _) => await group.Complete());
        var batches = await service.Grains.GetTrainingCatalog().ListBatches(training.Id);
        await Parallel.ForEachAsync(
            batches.Where(batch => batch.Request.Step < steps - 1),
            async (batch, _) => await service.Grains.GetBatch(batch.Id).Complete(new BatchResult { Loss = 0.5 }));
        return training;
    }

    private static async Task<RolloutInfo> RecordModelAsync(BenchService service)
    {
        var training = await BenchTraining.StartAsync(service, "model", steps: 1, groups: 1, groupSize: 1);
        var rollout = (await training.StartRolloutsAsync(service))[0];
        await rollout.RecordReset(new ResetObservation { Text = "home screen" });
        await rollout.RecordTurn(SampleTurns.Text[0] with { Turn = 1 });
        return await rollout.Complete(EpisodeFigures.Outcome(isSuccess: true));
    }
}
