using System.Net;
using System.Text.Json;
using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Service.Trainings;

/// <summary>A training from its first request to its deletion, as a trainer and a monitor would send them.</summary>
public sealed class WholeTrainingTests(RunningServiceFixture fixture) : IClassFixture<RunningServiceFixture>
{
    private HttpClient Http => fixture.Http;

    [PostgresFact]
    public async Task Record_WholeTraining_ReadsBackAsItWent()
    {
        var training = await Http.StartTrainingAsync(",\"total_steps\":2,\"group_size\":2,\"groups_per_batch\":1");
        var path = $"/api/v1/trainings/{training.Text("id")}";
        await PatchAsync(path, """{"phase":"rollout","status_message":"step 0"}""");
        var batch = await Http.StartBatchAsync(training);
        await PatchAsync($"/api/v1/batches/{batch.Text("id")}", """{"status":"rollout_running","phase":"rollout_execution"}""");
        var group = await Http.StartGroupAsync(batch);
        for (var index = 0; index < 2; index++)
        {
            var rollout = await Http.StartRolloutAsync(group, index);
            await PatchAsync(
                $"/api/v1/rollouts/{rollout.Text("id")}",
                """{"status":"running","phase":"task_execution","environment":{"status":"running","box_id":"b1","box_type":"android"}}""");
            await Http.RecordTurnsAsync(rollout, 2);
            await Http.CompleteRolloutAsync(rollout, success: index == 0);
        }

        var ended = await Http.PostJsonAsync($"/api/v1/groups/{group.Text("id")}/complete", "{}");
        Assert.Equal(("completed", 0.5, 1L), (ended.Text("status"), Number(ended.GetProperty("statistics"), "reward_mean"),
            ended.GetProperty("statistics").Number("success_count")));
        await PatchAsync($"/api/v1/batches/{batch.Text("id")}", """{"status":"training","completed_substeps":1,"total_substeps":1}""");
        var completed = await Http.PostJsonAsync(
            $"/api/v1/batches/{batch.Text("id")}/complete",
            """{"loss":0.25,"checkpoint_path":"tinker://c/0","metrics":{"optim/entropy":0.90}}""");
        Assert.Equal(("completed", 8L), (completed.Text("status"), completed.Number("num_tokens")));
        await PatchAsync(path, """{"current_step":0}""");

        await AssertReadsAsync(path, training, batch, group);
        await AssertResumesAsync(path, training);
        await AssertEndsAsync(path);
    }

    private async Task AssertReadsAsync(string path, JsonElement training, JsonElement batch, JsonElement group)
    {
        var shown = await Http.GetJsonAsync($"/api/v1/trainings/{training.Number("number")}");
        Assert.Equal(training.Text("id"), shown.Text("id"));
        Assert.Equal(100 * 4.0 / (4 + (2 * 5)), Number(shown, "progress_percent"), tolerance: 1e-9);
        Assert.Equal(training.Text("id"), (await Http.GetJsonAsync($"/api/v1/trainings/{training.Text("run_name")}")).Text("id"));
        Assert.Contains(
            (await Http.GetJsonAsync("/api/v1/trainings?status=running")).GetProperty("items").EnumerateArray(),
            one => one.Text("id") == training.Text("id"));
        Assert.Equal(batch.Text("id"), Assert.Single(Items(await Http.GetJsonAsync($"{path}/batches?source_type=step"))).Text("id"));
        Assert.Equal(
            group.Text("id"), Assert.Single(Items(await Http.GetJsonAsync($"/api/v1/batches/step-{batch.Number("number")}/groups"))).Text("id"));

        var page = await Http.GetJsonAsync(
            $"/api/v1/rollouts?training_id={training.Text("run_name")}&status=completed&min_reward=0.5&task_id={RecordClient.Task}&count=true");
        var rollout = Assert.Single(Items(page));
        Assert.Equal((1L, 2L, 1.0), (page.Number("total"), rollout.Number("num_turns"), Number(rollout, "reward")));
        var first = await Http.GetJsonAsync($"/api/v1/rollouts?group_id={group.Number("number")}&limit=1");
        var second = await Http.GetJsonAsync($"/api/v1/rollouts?group_id={group.Number("number")}&limit=1&after={first.Text("next")}");
        Assert.Equal([1L, 0L], new[] { first, second }.Select(one => Assert.Single(Items(one)).Number("env_index")));

        var details = await Http.GetJsonAsync($"/api/v1/rollouts/{rollout.Number("number")}");
        Assert.Equal(("binary", true, false), (details.Text("reward_function"), Truth(details, "validation_passed"), Truth(details, "masked")));
        Assert.Equal("finish_success", details.GetProperty("outcome").Text("stop_reason"));
        Assert.Equal("b1", Assert.Single(details.GetProperty("attempts").EnumerateArray()).GetProperty("environment").Text("box_id"));
        await AssertTurnsAsync($"/api/v1/rollouts/{rollout.Text("id")}");

        var history = Items(await Http.GetJsonAsync($"/api/v1/rollouts/{rollout.Number("number")}/history"));
        Assert.Equal(["completed", "running", "pending"], history.Select(change => change.Text("new_status")));
        Assert.Equal(
            ["terminated", "running", "pending"],
            Items(await Http.GetJsonAsync($"/api/v1/environments/{(rollout.Number("number") * 100) + 1}/history"))
                .Select(change => change.Text("new_status")));

        var lines = await LinesAsync($"{path}/export");
        Assert.Equal([1L, 0L], lines.Select(line => line.Number("env_index")));
        Assert.All(lines, line => Assert.Equal([0L, 1L, 2L], line.GetProperty("turns").EnumerateArray().Select(turn => turn.Number("turn"))));
        Assert.All(lines, line => Assert.Equal(3, Number(line.GetProperty("outcome"), "rollout_time")));

        var metrics = Assert.Single(await LinesAsync($"{path}/metrics.jsonl"));
        Assert.Equal((0L, 0.5, 2L), (metrics.Number("step"), Number(metrics, "env/all/reward/total"), metrics.Number("env/all/total_episodes")));
        Assert.Equal("0.90", metrics.GetProperty("optim/entropy").GetRawText());

        var layer = await Http.PostJsonAsync($"{path}/reverify", """{"layer":"again","reward_function":"completion"}""");
        Assert.Equal(2, layer.Number("rollouts"));
        Assert.Equal("again", Assert.Single(Items(await Http.GetJsonAsync($"{path}/reward-layers"))).Text("name"));
    }

    private async Task AssertTurnsAsync(string path)
    {
        var page = await Http.GetJsonAsync($"{path}/turns?limit=2");
        Assert.Equal([0L, 1L, 2L], [.. Items(page).Select(turn => turn.Number("turn")), page.Number("next")]);
        var last = Assert.Single(Items(await Http.GetJsonAsync($"{path}/turns?from=2&attempt=1")));
        Assert.Equal((last.ToString(), true), ((await Http.GetJsonAsync($"{path}/turns/2")).ToString(), Truth(last, "done")));
        Assert.Equal("""{"x":2.50}""", last.GetProperty("actions")[0].GetProperty("tool_args").GetRawText());
        Assert.Equal("[-0.5,-0.25]", last.GetProperty("log_probabilities").GetRawText());
        Assert.Equal("{\"seed\":7}", (await Http.GetJsonAsync($"{path}/turns/0")).GetProperty("info").GetRawText());
        Assert.Equal(RecordClient.Png(2), await Http.GetByteArrayAsync($"{path}/turns/2/screenshot"));
        Assert.Equal(RecordClient.Png(1), await Http.GetByteArrayAsync($"{path}/turns/2/screenshot?which=before"));
    }

    private async Task AssertResumesAsync(string path, JsonElement training)
    {
        using var answer = await Http.PostRawAsync(
            "/api/v1/trainings",
            $$"""{"run_name":"{{training.Text("run_name")}}","model_name":"m/x","max_turns":5,"group_size":2,"groups_per_batch":1}""");
        var resumed = await answer.JsonAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            ("initializing", "Resuming training", 1L, "tinker://c/0"),
            (resumed.Text("status"), resumed.Text("status_message"), resumed.Number("start_step"), resumed.Text("checkpoint_path")));
        await Http.PostJsonAsync($"{path}/begin", "{}");
    }

    private async Task AssertEndsAsync(string path)
    {
        Assert.Equal("paused", (await Http.PostJsonAsync($"{path}/pause", """{"actor":"ann"}""")).Text("status"));
        Assert.Equal("running", (await Http.PostJsonAsync($"{path}/resume", "{}")).Text("status"));
        Assert.Equal("completed", (await Http.PostJsonAsync($"{path}/complete", """{"message":"well"}""")).Text("status"));
        var paused = Items(await Http.GetJsonAsync($"{path}/history")).Single(change => change.Text("new_status") == "paused");
        Assert.Equal(("ann", "running"), (paused.Text("actor"), paused.Text("old_status")));
        Assert.True(Truth(await Http.PostJsonAsync($"{path}/archive", "{}"), "archived"));
        Assert.DoesNotContain(Items(await Http.GetJsonAsync("/api/v1/trainings")), one => path.EndsWith(one.Text("id"), StringComparison.Ordinal));

        var (status, body) = await Http.RefusedAsync(HttpMethod.Delete, path);
        Assert.Equal(422, status);
        Assert.Contains("\"yes\"", body, StringComparison.Ordinal);
        using var deleted = await Http.DeleteAsync($"{path}?yes=true");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(404, (await Http.RefusedAsync(HttpMethod.Get, path)).Status);
    }

    private async Task PatchAsync(string path, string json)
    {
        var (status, body) = await Http.RefusedAsync(HttpMethod.Patch, path, json);
        Assert.True(status == 200, $"{status} {body}");
    }

    private async Task<JsonElement[]> LinesAsync(string path) =>
    [
        .. (await Http.GetStringAsync(path)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line)),
    ];

    private static JsonElement[] Items(JsonElement page) => [.. page.GetProperty("items").EnumerateArray()];

    private static double Number(JsonElement value, string name) => value.GetProperty(name).GetDouble();

    private static bool Truth(JsonElement value, string name) => value.GetProperty(name).GetBoolean();
}
