using System.Text.Json.Nodes;
using CuaRl.Adapters.Tests.Postgres.Runs;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Training;

public sealed class TrainingListTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly StoredTrainings _stored = new(database);

    [PostgresFact]
    public async Task List_WhileTrainingsAreAdded_LosesAndDoublesNone()
    {
        List<string> names = [];
        for (var i = 0; i < 7; i++)
        {
            // Two and two of one instant.
            names.Add($"list {i}");
            await _stored.AddTrainingAsync(names[i], i == 3 ? "failed" : "running", $"2026-11-22T12:00:0{i / 2}+00:00");
        }

        List<TrainingInfo> found = [];
        for (string? after = null; ;)
        {
            var page = await _stored.Index.ListAsync(new TrainingQuery { After = after, Limit = 2 }, default);
            found.AddRange(page.Items.Where(item => names.Contains(item.RunName)));
            if ((after = page.Next) is null)
            {
                break;
            }

            await _stored.AddTrainingAsync($"new {found.Count}", createdAt: "2026-11-23T12:00:00+00:00");
        }

        Assert.Equal(names.Order(), found.Select(training => training.RunName).Order());
        Assert.Equal(found.Select(training => training.CreatedAt).OrderDescending(), found.Select(training => training.CreatedAt));
        var failed = await _stored.Index.ListAsync(new TrainingQuery { Status = TrainingStatus.Failed }, default);
        Assert.Equal("list 3", Assert.Single(failed.Items).RunName);
        await Assert.ThrowsAsync<InvalidRequestException>(
            () => _stored.Index.ListAsync(new TrainingQuery { After = "nonsense" }, default));
    }

    [PostgresFact]
    public async Task Find_ByNameAndNumber_GivesWhatTheRecordSays()
    {
        var record = StoredTrainings.Parse(GoldenRecords.Training);
        record["number"] = 90_001;
        await _stored.WriteAsync("training", record);
        var id = StoredTrainings.IdOf(record);
        var batch = await _stored.AddBatchAsync(record, "baseline");

        var found = Assert.IsType<TrainingInfo>(await _stored.Index.FindByNameAsync("golden", default));

        Assert.Equal((id.ToString(), 90_001, TrainingStatus.Running, 3), (found.Id, found.Number, found.Status, found.CurrentStep));
        Assert.Equal(
            ("m/7b", 16, 10, 9, "{\"a\":1.50,\"max_turns\":3}", 4),
            (found.Definition.ModelName, found.Definition.LoraRank, found.Definition.TotalSteps, found.Definition.EvalTasks,
                found.Definition.Config.ToString(), found.Definition.MaxConcurrentRollouts));
        Assert.Equal((11, 7, true, 12.5), (found.TotalSteps, found.EvalTasks, found.IsArchived, found.Progress.Percent));
        Assert.DoesNotContain((await _stored.Index.ListAsync(new TrainingQuery(), default)).Items, item => item.Id == found.Id);
        Assert.Contains(
            (await _stored.Index.ListAsync(new TrainingQuery { IncludesArchived = true, Limit = 1000 }, default)).Items,
            item => item.Id == found.Id);
        Assert.Null(await _stored.Index.FindByNameAsync("nobody", default));
        Assert.Equal(id, await _stored.Index.FindIdAsync(RecordKind.Training, 90_001, default));
        var number = (long)batch["number"]!;
        Assert.Equal(StoredTrainings.IdOf(batch), await _stored.Index.FindIdAsync(RecordKind.Baseline, number, default));
        Assert.Null(await _stored.Index.FindIdAsync(RecordKind.Step, number, default));
        Assert.Null(await _stored.Index.FindIdAsync(RecordKind.Environment, number, default));
    }

    [PostgresFact]
    public async Task Parts_OfATraining_AreListedWithWhatTheirRecordsSay()
    {
        var training = await _stored.AddTrainingAsync("parts");
        var id = StoredTrainings.IdOf(training);
        var step = Of(training, GoldenRecords.Batch);
        await _stored.WriteAsync("batch", step);
        var later = Of(training, GoldenRecords.Batch);
        later["step"] = 9;
        later.Remove("checkpoint_path");
        await _stored.WriteAsync("batch", later);
        var eval = await _stored.AddBatchAsync(training, "eval");
        var group = Of(training, GoldenRecords.Group);
        group["batch_id"] = (string)step["id"]!;
        await _stored.WriteAsync("group", group);

        Assert.Equal((3, "cp"), await _stored.Index.FindResumePointAsync(id, default)); // The later one has no checkpoint.
        var batches = await _stored.Index.ListBatchesAsync(id, null, default);
        Assert.Equal(
            new[] { eval, step, later }.Select(batch => (string)batch["id"]!).Order(), batches.Select(batch => batch.Id).Order());
        var golden = batches.Single(batch => batch.Id == (string)step["id"]!);
        Assert.Equal((BatchStatus.Completed, BatchPhase.Checkpointing), (golden.Status, golden.Phase));
        Assert.Equal(
            new BatchResult
            {
                Loss = 0.25, KlDivergence = 0.5, PolicyGradientNorm = 1.5, NumTokens = 12_345_678_901, ModelPath = "new",
                CheckpointPath = "cp", Metrics = JsonText.Parse("{\"x\":1}"), StatusMessage = "done",
            },
            golden.Result);
        var statistics = golden.Statistics!;
        Assert.Equal(
            (8, 0.5, 3, true),
            (statistics.Count, statistics.RewardMean, statistics.StrictSuccessCount, statistics.IsRewardHackingSuspected));
        var open = Assert.Single(await _stored.Index.ListBatchesAsync(id, SourceType.Eval, default));
        Assert.Equal((null, null, BatchStatus.Pending), (open.Result, open.Statistics, open.Status));

        var found = Assert.Single(await _stored.Index.ListGroupsAsync(StoredTrainings.IdOf(step), default));
        var definition = found.Definition;
        Assert.Equal(
            (1, "train_01", 4, 4),
            (definition.Request.GroupNumber, definition.Task.TaskId, found.CompletedRollouts, definition.MaxConcurrentRollouts));
        Assert.Equal("{\"on\":true}", definition.Task.ExpectedResult!.ToString());
        Assert.Equal(0.75, found.Statistics!.RewardMean);
        Assert.Equal(
            [StoredTrainings.IdOf(eval)], await _stored.Index.ListIdsAsync(RecordKind.Step, id, null, null, true, default));
        Assert.Equal(3, (await _stored.Index.ListIdsAsync(RecordKind.Eval, id, null, null, false, default)).Count);
        Assert.Empty(await _stored.Index.ListIdsAsync(RecordKind.Group, id, null, null, true, default));
        Assert.Equal(
            [StoredTrainings.IdOf(group)],
            await _stored.Index.ListIdsAsync(RecordKind.Group, id, StoredTrainings.IdOf(step), null, false, default));
    }

    [PostgresFact]
    public async Task FindNeed_BranchOrTagOnATrajectory_IsFoundButNotItsOwnRuns()
    {
        var training = await _stored.AddTrainingAsync("needed");
        var id = StoredTrainings.IdOf(training);
        var rollout = await _stored.AddRolloutAsync(await _stored.AddGroupAsync(await _stored.AddBatchAsync(training)));
        rollout["attempts"]!.AsArray().Add((JsonNode)StoredTrainings.Attempt(2));
        await _stored.WriteAsync("rollout", rollout);
        await _stored.AddRunAsync(rollout, 3);
        await _stored.AddRunAsync(rollout, 2, attempt: 2);
        Assert.Null(await _stored.Index.FindNeedAsync(id, default));

        // On the former attempt, which only the list of attempts knows.
        var run = Guid.Parse((string)rollout["attempts"]![0]!["run_id"]!);
        var runs = new StoredRuns(database);
        var sibling = await runs.AddAsync(id.ToString(), 4, new StateId(run.ToString(), 1), isOfRollout: true);
        Assert.Null(await _stored.Index.FindNeedAsync(id, default));
        Assert.Equal([sibling], await _stored.Index.ListBranchedRunsAsync(id, 10, default));
        Assert.Equal(3 + 1, await _stored.Index.CountUnreachedAsync(id, SweepGoal.Deleted, default));
        await runs.PruneAsync(sibling);
        Assert.Empty(await _stored.Index.ListBranchedRunsAsync(id, 10, default));

        var branch = await runs.AddAsync("another", 4, new StateId(run.ToString(), 1));
        await database.ExecuteAsync($"INSERT INTO state_tag VALUES ('svc', 'another', 'kept', '{run}', 2, now())");
        var need = Assert.NotNull(await _stored.Index.FindNeedAsync(id, default));
        Assert.Equal(run, need.RunId);
        Assert.Equal([$"run {branch}", "tag kept"], need.NeededBy);
    }

    private static JsonObject Of(JsonObject training, string golden)
    {
        var record = StoredTrainings.Parse(golden);
        record["id"] = Guid.NewGuid().ToString();
        record["training_id"] = (string)training["id"]!;
        return record;
    }
}
