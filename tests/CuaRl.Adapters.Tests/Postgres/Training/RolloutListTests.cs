using System.Text.Json.Nodes;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Training;

public sealed class RolloutListTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly StoredTrainings _stored = new(database);

    [PostgresFact]
    public async Task List_EachFilter_SelectsAndCounts()
    {
        var training = await _stored.AddTrainingAsync("filters");
        var (step, eval) = (await _stored.AddBatchAsync(training), await _stored.AddBatchAsync(training, "eval"));
        var (one, two) = (await _stored.AddGroupAsync(step), await _stored.AddGroupAsync(eval, task: "other"));
        var golden = await AddAsync(one, 0, "completed", 0.75, "2026-11-21T12:00:00+00:00");
        var lost = await AddAsync(one, 1, "failed", null, "2026-11-21T12:00:01+00:00", "device_lost");
        var poor = await AddAsync(two, 0, "completed", 0.25, "2026-11-21T12:00:02+00:00");
        await AddAsync(await _stored.AddGroupAsync(await _stored.AddBatchAsync(await _stored.AddTrainingAsync("x"))), 0, "completed", 1);
        var all = new RolloutQuery { TrainingId = (string)training["id"]!, CountsAll = true };
        var second = DateTimeOffset.Parse("2026-11-21T12:00:01+00:00", null);

        foreach (var (query, expected) in new (RolloutQuery, JsonObject[])[]
            {
                (all, [poor, lost, golden]),
                (all with { BatchId = (string)step["id"]! }, [lost, golden]),
                (all with { TrainingId = null, BatchId = (string)eval["id"]! }, [poor]),
                (all with { TrainingId = null, GroupId = (string)one["id"]! }, [lost, golden]),
                (all with { SourceType = SourceType.Eval }, [poor]),
                (all with { TaskId = "other" }, [poor]),
                (all with { Status = RolloutStatus.Completed }, [poor, golden]),
                (all with { ErrorKind = "device_lost" }, [lost]),
                (all with { MinReward = 0.5 }, [golden]),
                (all with { MaxReward = 0.5 }, [poor]),
                (all with { MinReward = 0.25, MaxReward = 0.75 }, [poor, golden]),
                (all with { StartedFrom = second }, [poor, lost]),
                (all with { StartedBefore = second }, [golden]),
                (all with { Status = RolloutStatus.Failed, MinReward = 0 }, []),
            })
        {
            var page = await _stored.Index.ListRolloutsAsync(query, default);
            Assert.Equal(expected.Select(row => (string)row["id"]!), page.Items.Select(row => row.Id));
            Assert.Equal(expected.Length, page.Total);
        }

        Assert.Null((await _stored.Index.ListRolloutsAsync(all with { CountsAll = false }, default)).Total);
        await Assert.ThrowsAsync<InvalidRequestException>(() => _stored.Index.ListRolloutsAsync(all with { GroupId = "x" }, default));
        await Assert.ThrowsAsync<InvalidRequestException>(() => _stored.Index.ListRolloutsAsync(all with { After = "x" }, default));
    }

    [PostgresFact]
    public async Task List_WhileRolloutsAreAdded_LosesAndDoublesNone()
    {
        var training = await _stored.AddTrainingAsync("cursor");
        var group = await _stored.AddGroupAsync(await _stored.AddBatchAsync(training));
        List<string> ids = [];
        for (var i = 0; i < 9; i++)
        {
            ids.Add((string)(await AddAsync(group, i, "pending", null, $"2026-11-21T12:00:0{i / 3}+00:00"))["id"]!);
        }

        List<string> found = [];
        var query = new RolloutQuery { TrainingId = (string)training["id"]!, Limit = 2 };
        for (var page = await _stored.Index.ListRolloutsAsync(query, default); ;)
        {
            found.AddRange(page.Items.Select(row => row.Id));
            if (page.Next is null)
            {
                break;
            }

            await AddAsync(group, 10 + found.Count, "pending", null, "2026-11-21T13:00:00+00:00");
            page = await _stored.Index.ListRolloutsAsync(query with { After = page.Next }, default);
        }

        Assert.Equal(ids.Order(), found.Order());
    }

    [PostgresFact]
    public async Task SummaryFactsAndTokens_OfAGoldenRollout_SayWhatItsRecordAndRunSay()
    {
        var training = await _stored.AddTrainingAsync("facts");
        var batch = await _stored.AddBatchAsync(training);
        var (later, group) = (await _stored.AddGroupAsync(batch, 1), await _stored.AddGroupAsync(batch));
        var golden = StoredTrainings.Parse(GoldenRecords.Rollout);
        foreach (var member in new[] { "training_id", "batch_id" })
        {
            golden[member] = (string)group[member]!;
        }

        golden["id"] = Guid.NewGuid().ToString();
        golden["group_id"] = (string)group["id"]!;
        golden["group_number"] = (long)group["number"]!;
        golden["attempts"]![1]!["run_id"] = Guid.NewGuid().ToString();
        await _stored.WriteAsync("rollout", golden);
        await _stored.AddRunAsync(golden, 2, attempt: 2);
        await database.ExecuteAsync(
            $"UPDATE run_state SET token_ids = '{{1,2,3}}' WHERE run_id = '{golden["attempts"]![1]!["run_id"]}' AND step > 0");
        var open = await _stored.AddRolloutAsync(later, 3);
        var id = StoredTrainings.IdOf(training);

        var ofGroup = new RolloutQuery { GroupId = (string)group["id"]! };
        var summary = Assert.Single((await _stored.Index.ListRolloutsAsync(ofGroup, default)).Items);
        Assert.Equal(
            (RolloutStatus.Completed, "device_lost", 2, 2, 12),
            (summary.Status, summary.ErrorKind, summary.Attempts, summary.Turns, summary.MaxTurns));
        Assert.Equal(
            (true, true, true, true, 0.75, 33.5),
            (summary.AgentReportedSuccess, summary.ValidationPassed, summary.StrictSuccess, summary.IsMasked, summary.Reward,
                summary.RolloutSeconds));
        Assert.Equal(
            (SourceType.Step, 3, 1, 2, "train_01"),
            (summary.SourceType, summary.Step, summary.GroupNumber, summary.EnvIndex, summary.TaskId));

        List<RolloutFacts> facts = [];
        await foreach (var one in _stored.Index.ReadFactsAsync(id, null, null, default))
        {
            facts.Add(one);
        }

        Assert.Equal([StoredTrainings.IdOf(golden), StoredTrainings.IdOf(open)], facts.Select(one => one.Id));
        Assert.Equal(
            new ActionCounters
            {
                NumTotalActions = 3, ConsecutiveRepeatedActions = 4, ParseErrors = 5, ToolNameErrors = 6, ToolArgumentErrors = 7,
                RuntimeErrors = 8, AttemptedCompletion = true, TurnFirstSuccess = 1, TurnTaskCompleted = 2,
            },
            facts[0].Counters);
        Assert.Equal(
            (true, "finish_success", 2, 12, 2),
            (facts[0].TaskCompleted, facts[0].StopReason, facts[0].Turns, facts[0].MaxTurns, facts[0].ErrorCount));
        Assert.Equal(
            (RolloutStatus.Pending, null, 0, 0),
            (facts[1].Status, facts[1].Counters, facts[1].Turns, facts[1].ErrorCount));
        Assert.Equal(6, await _stored.Index.CountTokensAsync(id, StoredTrainings.IdOf(batch), default));
        Assert.Equal(
            [StoredTrainings.IdOf(open)], await _stored.Index.ListIdsAsync(RecordKind.Rollout, id, null, null, true, default));
        Assert.Equal(
            [StoredTrainings.IdOf(golden)],
            await _stored.Index.ListIdsAsync(RecordKind.Rollout, id, null, StoredTrainings.IdOf(group), false, default));
    }

    private async Task<JsonObject> AddAsync(
        JsonObject group, int place, string status, double? reward, string createdAt = StoredTrainings.Began, string? error = null)
    {
        var rollout = await _stored.AddRolloutAsync(group, place, status);
        rollout["reward"] = reward;
        rollout["error_kind"] = error;
        rollout["start_time"] = createdAt;
        rollout["created_at"] = createdAt;
        await _stored.WriteAsync("rollout", rollout);
        return rollout;
    }
}
