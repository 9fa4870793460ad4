using System.Text.Json.Nodes;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Training;

public sealed class StatusHistoryTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly StoredTrainings _stored = new(database);

    [PostgresFact]
    public async Task History_OfATraining_HasEachChangeOnceNewestFirst()
    {
        var training = await _stored.AddTrainingAsync("history", "initializing");
        training["status"] = "running";
        training["status_message"] = "Training started";
        training["progress_percent"] = 10;
        await _stored.WriteAsync("training", training);
        training["progress_percent"] = 20;
        await _stored.WriteAsync("training", training);
        training["status"] = "cancelled";
        training["actor"] = "someone";
        training["updated_at"] = "2026-11-21T13:00:00+00:00";
        await _stored.WriteAsync("training", training);

        var number = (long)training["number"]!;
        var history = await _stored.Index.HistoryAsync(RecordKind.Training, number, 100, default);

        var began = DateTimeOffset.Parse(StoredTrainings.Began, null);
        StatusChange first = new()
        {
            Kind = RecordKind.Training, Number = number, NewStatus = "initializing", ProgressPercent = 0, ChangedAt = began,
        };
        Assert.Equal(
            [
                first with
                {
                    OldStatus = "running", NewStatus = "cancelled", StatusMessage = "Training started", Actor = "someone",
                    ProgressPercent = 20, ChangedAt = began.AddHours(1),
                },
                first with
                {
                    OldStatus = "initializing", NewStatus = "running", StatusMessage = "Training started", ProgressPercent = 10,
                },
                first,
            ],
            history);
        Assert.Equal(history.Take(1), await _stored.Index.HistoryAsync(RecordKind.Training, number, 1, default));
        // The original's table says the same, with the actor among what is known beside.
        Assert.Equal(
            """running cancelled {"actor" : "someone"}, initializing running, initializing""",
            await database.ScalarAsync<string>(
                $"""
                SELECT string_agg(concat_ws(' ', old_status, new_status, metadata_json), ', ' ORDER BY changed_at DESC, id DESC)
                FROM status_history WHERE entity_type = 'training' AND entity_id = {number}
                """));
        // Every write is an event, in the transaction that the record's row is of.
        Assert.Equal(
            "initializing running running cancelled, t",
            await database.ScalarAsync<string>(
                $"""
                SELECT string_agg(e.new_status, ' ' ORDER BY e.id) || ', '
                  || left(bool_or(e.xact::text::bigint % 4294967296 = s.xmin::text::bigint)::text, 1)
                FROM record_event e JOIN orleansstorage s ON s.grainidextensionstring = 'training:' || e.record_id
                WHERE e.kind = 'training' AND e.number = {number}
                """));
    }

    [PostgresFact]
    public async Task History_OfDevices_FollowsEachAttempt()
    {
        var rollout = await _stored.AddRolloutAsync(
            await _stored.AddGroupAsync(await _stored.AddBatchAsync(await _stored.AddTrainingAsync("devices"))));
        var attempts = rollout["attempts"]!.AsArray();
        attempts[0]!["environment"]!["status"] = "running";
        attempts[0]!["environment"]!["status_message"] = "up";
        await _stored.WriteAsync("rollout", rollout);
        attempts[0]!["environment"]!["box_id"] = "b";
        await _stored.WriteAsync("rollout", rollout);
        attempts[0]!["environment"]!["status"] = "error";
        attempts.Add((JsonNode)StoredTrainings.Attempt(2));
        await _stored.WriteAsync("rollout", rollout);

        var number = (long)rollout["number"]! * 100;
        Assert.Equal(["running>error", "pending>running", ">pending"], await ChangesAsync(number + 1));
        Assert.Equal([">pending"], await ChangesAsync(number + 2));
        Assert.Equal([">pending"], await ChangesAsync(number / 100, RecordKind.Rollout));

        await _stored.ClearAsync("rollout", rollout);
        Assert.Empty(await ChangesAsync(number + 1));
        Assert.Equal(0, await database.ScalarAsync<long>($"SELECT count(*) FROM record_event WHERE record_id = '{rollout["id"]}'"));
    }

    [PostgresTheory]
    [InlineData("step", RecordKind.Step)]
    [InlineData("eval", RecordKind.Eval)]
    [InlineData("baseline", RecordKind.Baseline)]
    public async Task History_OfBatchesAndGroups_IsByTheirKind(string source, RecordKind kind)
    {
        var batch = await _stored.AddBatchAsync(await _stored.AddTrainingAsync($"kinds {source}"), source);
        var group = await _stored.AddGroupAsync(batch);
        group["status"] = "failed";
        await _stored.WriteAsync("group", group);

        Assert.Equal([">pending"], await ChangesAsync((long)batch["number"]!, kind));
        Assert.Equal(["running>failed", ">running"], await ChangesAsync((long)group["number"]!, RecordKind.Group));
        Assert.Equal(
            source, await database.ScalarAsync<string>($"SELECT entity_type FROM status_history WHERE record_id = '{batch["id"]}'"));
    }

    private async Task<IEnumerable<string>> ChangesAsync(long number, RecordKind kind = RecordKind.Environment) =>
        (await _stored.Index.HistoryAsync(kind, number, 100, default)).Select(change => $"{change.OldStatus}>{change.NewStatus}");
}
