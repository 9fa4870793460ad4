using System.Text.Json;
using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.Silo.Tests.Service.Trainings;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Service.Rollouts;

/// <summary>What must not be recorded: each gets an error of its own name, and nothing is written.</summary>
public sealed class BadRecordTests(RunningServiceFixture fixture) : IClassFixture<RunningServiceFixture>
{
    /// <summary>
    /// All that the record is made of, but pictures, which are kept for a day until a turn names them, and progress, which the
    /// service stores by itself.
    /// </summary>
    private const string Written =
        """
        select md5((select string_agg(
            (convert_from(payloadbinary, 'UTF8')::jsonb - array['progress_percent', 'avg_turn_time', 'estimated_total_time',
                'estimated_remaining_time', 'completed_rollouts', 'updated_at'])::text, ',' order by grainidextensionstring)
            from orleansstorage where payloadbinary is not null))
            || ' ' || (select count(*) from run_state) || ' ' || (select count(*) from task) || ' ' || (select count(*) from annotation)
        """;

    private HttpClient Http => fixture.Http;

    public static TheoryData<string, string, string, int, string, string> Requests => new()
    {
        { "POST", "/trainings", """{"run_name":"x"}""", 422, "invalid-request", "model_name" },
        { "POST", "/trainings", """{"model_name":"m","lora_rank":0}""", 422, "invalid-request", "lora_rank" },
        { "POST", "/trainings", """{"model_name":"m","reward_function":"none-such"}""", 422, "invalid-request", "binary" },
        { "POST", "/trainings", """{"model_name":"m","color":1}""", 422, "invalid-request", "color" },
        { "POST", "/trainings", """{"run_name":"{name}","model_name":"other"}""", 409, "already-exists", "training" },
        { "POST", "/trainings/{training}/complete?x=1", """{"message":5}""", 422, "invalid-request", "message" },
        { "POST", "/trainings/{training}/batches", """{"source_type":"train","model_path":"m","num_groups":1,"group_size":1}""", 422, "invalid-request", "step, eval, baseline" },
        { "POST", "/trainings/{training}/batches", """{"source_type":"step","model_path":"other","num_groups":1,"group_size":2}""", 409, "already-exists", "batch" },
        { "POST", "/trainings/{none}/batches", """{"source_type":"step","model_path":"m","num_groups":1,"group_size":1}""", 404, "not-found", "training" },
        { "PATCH", "/batches/{batch}", """{"status":"running"}""", 409, "invalid-transition", "running" },
        { "PATCH", "/batches/{batch}", """{"status":"training_now"}""", 422, "invalid-request", "rollout_collecting" },
        { "POST", "/batches/{batch}/complete", "{}", 409, "unfinished", "unfinished" },
        { "POST", "/batches/{batch}/groups", """{"group_num":7,"task_id":"no-such-task","num_rollouts":1}""", 404, "not-found", "no-such-task" },
        { "POST", "/batches/{batch}/groups", """{"group_num":0,"task_id":"train_01_open_settings","num_rollouts":2}""", 409, "already-exists", "group" },
        { "POST", "/groups/{group}/complete", "{}", 409, "unfinished", "rollouts" },
        { "POST", "/groups/{group}/rollouts", """{"env_index":0,"environment_type":"other"}""", 409, "already-exists", "rollout" },
        { "POST", "/groups/{group}/rollouts", """{"env_index":2}""", 422, "invalid-request", "env_index" },
        { "POST", "/groups/{group}/rollouts", """{"env_index":1,"status":"completed"}""", 422, "invalid-request", "status" },
        { "PATCH", "/rollouts/{rollout}", """{"status":"done"}""", 422, "invalid-request", "agent_init" },
        { "PATCH", "/rollouts/{rollout}", """{"environment":{"status":"lost"}}""", 422, "invalid-request", "terminated" },
        { "POST", "/rollouts/{rollout}/turns", """{"turn":3}""", 409, "turn-out-of-order", "\"expected_turn\":2" },
        { "POST", "/rollouts/{rollout}/turns", """{"turn":1,"model_response":"other"}""", 409, "operation-reused", "turn-1" },
        { "POST", "/rollouts/{rollout}/turns", """{"turn":0}""", 422, "invalid-request", "turn" },
        { "POST", "/rollouts/{rollout}/turns", """{"turn":2,"token_ids":[1],"log_probabilities":[0,0]}""", 422, "invalid-request", "log_probabilities" },
        { "POST", "/rollouts/{rollout}/turns", """{"turn":2,"screenshot_after":{"media_type":"text/html","data":"PGI+"}}""", 422, "invalid-request", "media_type" },
        { "POST", "/rollouts/{rollout}/turns", """{"turn":2,"screenshot_after":{"media_type":"image/png","data":"PGI+"}}""", 422, "invalid-request", "data" },
        { "POST", "/rollouts/{rollout}/turns", """{"turn":2,"screenshot_after":"0000000000000000000000000000000000000000000000000000000000000000"}""", 404, "not-found", "blob" },
        { "POST", "/rollouts/{rollout}/reset", """{"text":"other"}""", 409, "operation-reused", "turn-0" },
        { "POST", "/rollouts/{fresh}/turns", """{"turn":1}""", 409, "turn-out-of-order", "\"expected_turn\":0" },
        { "POST", "/rollouts/{rollout}/retry", "{}", 409, "invalid-transition", "pending" },
        { "POST", "/rollouts/{rollout}/override", """{"success":true}""", 409, "invalid-transition", "rollout" },
        { "POST", "/rollouts/{rollout}/complete", """{"stop_reason":""}""", 422, "invalid-request", "stop_reason" },
        { "POST", "/rollouts/{rollout}/complete", """{"stop_reason":"s","validation":{"success":"yes"}}""", 422, "invalid-request", "validation" },
        { "GET", "/rollouts?status=done", "", 422, "invalid-request", "agent_init" },
        { "GET", "/rollouts?min_reward=much", "", 422, "invalid-request", "min_reward" },
        { "GET", "/rollouts?started_from=today", "", 422, "invalid-request", "started_from" },
        { "GET", "/rollouts?after=nonsense", "", 422, "invalid-request", "after" },
        { "GET", "/rollouts?training_id=no-such-training", "", 404, "not-found", "no-such-training" },
        { "GET", "/rollouts/{rollout}/turns/9", "", 404, "not-found", "turn" },
        { "GET", "/rollouts/{rollout}/turns?attempt=2", "", 404, "not-found", "attempt" },
        { "GET", "/rollouts/X", "", 404, "not-found", "UUID" },
        { "GET", "/rollouts/999999999", "", 404, "not-found", "999999999" },
        { "GET", "/trainings/compare?ids={training}", "", 422, "invalid-request", "ids" },
        { "GET", "/things/1/history", "", 422, "invalid-request", "trainings" },
        { "GET", "/rollouts/999999999/history", "", 404, "not-found", "rollout" },
        { "POST", "/rollouts/999999999/annotations", """{"tag":"t"}""", 404, "not-found", "rollout" },
        { "POST", "/rollouts/{rollout}/annotations", """{"tag":"t","note":"n"}""", 422, "invalid-request", "tag" },
        { "DELETE", "/trainings/{training}?yes=true", "", 409, "invalid-transition", "running" },
        { "POST", "/tasks", """{"tasks":[]}""", 422, "invalid-request", "tasks list cannot be empty" },
        { "POST", "/tasks", """{"tasks":[{"task_id":"a","name":"n"}]}""", 422, "invalid-request", "description" },
        { "POST", "/tasks/load", """{"sources":[]}""", 422, "invalid-request", "sources" },
        { "POST", "/tasks/load", """{"sources":[{"source_type":"none"}]}""", 422, "invalid-request", "Unknown source_type: none" },
        { "POST", "/tasks/load", """{"sources":[{"source_type":"ids"}]}""", 422, "invalid-request", "task_ids must be provided" },
        { "POST", "/tasks/load", """{"sources":[{"source_type":"file","limit":1}]}""", 422, "invalid-request", "custom_tasks" },
    };

    [PostgresFact]
    public async Task Send_BadRequests_AreNamedAndNothingIsWritten()
    {
        var (training, batch, group, rollout) = await Http.StartRolloutAsync();
        var fresh = await Http.StartRolloutAsync(group, 1);
        await Http.RecordTurnsAsync(rollout, 1);
        string Fill(string text) => text
            .Replace("{training}", training.Text("id"), StringComparison.Ordinal)
            .Replace("{name}", training.Text("run_name"), StringComparison.Ordinal)
            .Replace("{batch}", batch.Text("id"), StringComparison.Ordinal)
            .Replace("{group}", group.Text("id"), StringComparison.Ordinal)
            .Replace("{rollout}", rollout.Text("id"), StringComparison.Ordinal)
            .Replace("{fresh}", fresh.Text("id"), StringComparison.Ordinal)
            .Replace("{none}", "00000000-0000-8000-8000-000000000000", StringComparison.Ordinal);
        var before = await fixture.Database.ScalarAsync<string>(Written);

        List<string> wrong = [];
        foreach (var row in Requests)
        {
            var (method, path, json) = ((string)row[0], Fill((string)row[1]), Fill((string)row[2]));
            var (status, body) = await Http.RefusedAsync(new HttpMethod(method), $"/api/v1{path}", json.Length == 0 ? null : json);
            if (status != (int)row[3] || !body.Contains($"urn:cuarl:problem:{row[4]}", StringComparison.Ordinal)
                || !body.Contains((string)row[5], StringComparison.Ordinal))
            {
                wrong.Add($"{method} {path} {json}: {status} {body}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, await fixture.Database.ScalarAsync<string>(Written));
    }

    [PostgresFact]
    public async Task Send_OversizedPictures_AreRefusedByTheirSize()
    {
        var (_, _, _, rollout) = await Http.StartRolloutAsync();
        await Http.RecordTurnsAsync(rollout, 0);
        var path = $"/api/v1/rollouts/{rollout.Text("id")}/turns";
        var large = Convert.ToBase64String(new byte[(16 * 1024 * 1024) + 1]);
        var before = await fixture.Database.ScalarAsync<string>(Written);

        var field = await Http.RefusedAsync(
            HttpMethod.Post, path, $$$"""{"turn":1,"screenshot_after":{"media_type":"image/png","data":"{{{large}}}"}}""");
        var body = await Http.RefusedAsync(
            HttpMethod.Post, path, $$"""{"turn":1,"model_response":"{{new string('x', 60 * 1024 * 1024)}}"}""");

        Assert.Equal((422, 413), (field.Status, body.Status));
        Assert.Contains("must be at most 16777216 bytes", field.Body, StringComparison.Ordinal);
        Assert.Contains("too-large", body.Body, StringComparison.Ordinal);
        Assert.Equal(before, await fixture.Database.ScalarAsync<string>(Written));
    }

    [PostgresFact]
    public async Task Send_TurnsOfAPausedTraining_AreRefusedUntilItGoesOn()
    {
        var (training, batch, _, rollout) = await Http.StartRolloutAsync();
        await Http.RecordTurnsAsync(rollout, 1);
        var path = $"/api/v1/trainings/{training.Text("id")}";
        await Http.PostJsonAsync($"{path}/pause", "{}");

        var turn = await Http.RefusedAsync(HttpMethod.Post, $"/api/v1/rollouts/{rollout.Text("id")}/turns", RecordClient.Turn(2));
        var group = await Http.RefusedAsync(
            HttpMethod.Post, $"/api/v1/batches/{batch.Text("id")}/groups",
            $$"""{"group_num":3,"task_id":"{{RecordClient.Task}}","num_rollouts":1}""");

        Assert.Contains("urn:cuarl:problem:run-not-active", turn.Body, StringComparison.Ordinal);
        Assert.Contains("urn:cuarl:problem:training-inactive", group.Body, StringComparison.Ordinal);
        Assert.Contains("\"resource_status\":\"paused\"", group.Body, StringComparison.Ordinal);
        Assert.True((await Http.GetJsonAsync($"/api/v1/rollouts/{rollout.Text("id")}")).GetProperty("paused").GetBoolean());

        await Http.PostJsonAsync($"{path}/resume", "{}");
        Assert.Equal(2, (await Http.PostJsonAsync($"/api/v1/rollouts/{rollout.Text("id")}/turns", RecordClient.Turn(2))).Number("turn"));
    }
}
