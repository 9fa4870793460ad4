using System.Net.Http.Headers;
using System.Text.Json;
using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.Silo.Tests.Service.Trees;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Service.Monitor;

public sealed class MonitorApiTests(ServiceInProcess service) : IClassFixture<ServiceInProcess>, IDisposable
{
    private const string Iso = @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$";

    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [PostgresFact]
    public async Task Trainings_AreListedLatestFirst_WithProgressOfNow()
    {
        var first = await RecordAsync("list-1");
        var second = await RecordAsync("list-2");

        var trainings = (await GetAsync("/api/trainings")).GetProperty("trainings").EnumerateArray().ToList();

        var numbers = trainings.Select(training => training.Number("id")).ToList();
        Assert.True(numbers.IndexOf(second.Training.Number) < numbers.IndexOf(first.Training.Number));
        var training = trainings.Single(one => one.Number("id") == first.Training.Number);
        Assert.Equal(
            ["id", "run_name", "log_path", "model_name", "status", "progress_percent", "current_step", "total_steps",
             "avg_turn_time", "estimated_total_time", "estimated_remaining_time", "group_size", "groups_per_batch", "max_turns",
             "config_json", "start_time", "end_time", "last_heartbeat", "created_at", "updated_at"],
            training.Names());
        Assert.Matches(Iso, training.Text("start_time"));
        Assert.Equal(JsonValueKind.Null, training.GetProperty("end_time").ValueKind);
        Assert.Equal(4, training.GetProperty("config_json").Number("max_turns"));

        // The rollout that ended took 2 of 2 turns, the other has 1 of 4, and a step of 2 rollouts is to come: 3 of 14.
        Assert.Equal(100 * 3 / 14.0, training.GetProperty("progress_percent").GetDouble(), 9);
        Assert.Equal(2, training.GetProperty("avg_turn_time").GetDouble());
        Assert.Equal(11, training.GetProperty("estimated_remaining_time").GetDouble(), 9);

        await service.Grains.GetTraining(second.Training.Id).Cancel();
        await service.Grains.GetTraining(second.Training.Id).SetArchived(true);
        Assert.DoesNotContain(
            second.Training.Number,
            (await GetAsync("/api/trainings")).GetProperty("trainings").EnumerateArray().Select(one => one.Number("id")));
    }

    [PostgresFact]
    public async Task Training_AndItsTimeline_AreShownByNumber()
    {
        var recorded = await RecordAsync("timeline");

        var training = (await GetAsync($"/api/trainings/{recorded.Training.Number}")).GetProperty("training");
        Assert.Equal(("timeline", "running", 32), (training.Text("run_name"), training.Text("status"), training.Number("lora_rank")));

        var item = Assert.Single(
            (await GetAsync($"/api/trainings/{recorded.Training.Number}/timeline")).GetProperty("timeline").EnumerateArray());
        Assert.Equal(("step", "Step 0"), (item.Text("type"), item.Text("display_name")));
        Assert.Equal(recorded.Step.Number, item.Number("id"));
        Assert.Equal(50, item.GetProperty("progress_percent").GetDouble());
        Assert.Empty((await GetAsync("/api/trainings/999999/timeline")).GetProperty("timeline").EnumerateArray());
    }

    [PostgresFact]
    public async Task Item_IsShownWithGroupsAndRollouts()
    {
        var recorded = await RecordAsync("item");

        var answer = await GetAsync($"/api/timeline/step/{recorded.Step.Number}");

        var item = answer.GetProperty("item");
        Assert.Equal((4, recorded.Training.Number), (item.Number("max_turns"), item.Number("training_id")));
        var group = Assert.Single(item.GetProperty("groups").EnumerateArray());
        Assert.Equal((recorded.Group.Number, 2), (group.Number("id"), group.Number("num_rollouts")));
        Assert.Equal(50, group.GetProperty("progress_percent").GetDouble());
        var rollouts = answer.GetProperty("rollouts").EnumerateArray().ToList();
        Assert.Equal([0, 1], rollouts.Select(rollout => rollout.Number("env_index")));
        Assert.Equal(
            ["id", "rollout_id", "task_id", "task_name", "task_key", "status", "task_success", "validation_passed", "num_turns",
             "current_turn", "reward", "rollout_time", "env_index", "created_at", "group_number", "group_status"],
            rollouts[0].Names());
        Assert.Equal(
            (recorded.Ended.Id, "Wifi on", "wifi_on", "completed", 2),
            (rollouts[0].Text("rollout_id"), rollouts[0].Text("task_name"), rollouts[0].Text("task_key"),
             rollouts[0].Text("status"), rollouts[0].Number("current_turn")));
        Assert.Equal(("running", 1), (rollouts[1].Text("status"), rollouts[1].Number("current_turn")));
    }

    [PostgresFact]
    public async Task Rollout_IsShownWithItsTurnsActionsAndPictures()
    {
        var screenshot = await PutAsync();
        var recorded = await RecordAsync("rollout", screenshot);
        var path = $"/api/rollouts/{recorded.Ended.Number}";

        var answer = await GetAsync(path);

        Assert.Equal(["rollout", "task", "validation", "environment", "turns"], answer.Names());
        Assert.Equal(("completed", true), (answer.GetProperty("rollout").Text("status"), answer.GetProperty("rollout").GetProperty("agent_reported_success").GetBoolean()));
        Assert.Equal("wifi_on", answer.GetProperty("task").Text("task_id"));
        Assert.Equal(("terminated", "box-1"), (answer.GetProperty("environment").Text("status"), answer.GetProperty("environment").Text("gbox_id")));
        Assert.Equal(("true", "0", false), (answer.GetProperty("validation").Text("expected_result"), answer.GetProperty("validation").Text("actual_result"), answer.GetProperty("validation").GetProperty("success").GetBoolean()));
        var executed = answer.GetProperty("rollout").GetProperty("trajectory_data_json").GetProperty("execution_details").GetProperty("turns");
        Assert.Equal((2, 3), (executed[1].Number("turn_num"), executed[1].GetProperty("action_results")[0].GetProperty("coordinates").Number("x")));
        var turns = answer.GetProperty("turns").EnumerateArray().ToList();
        Assert.Equal([1, 2], turns.Select(turn => turn.Number("turn")));
        Assert.Equal(("I tap it.", 2, true), (turns[1].Text("model_response"), turns[1].GetProperty("turn_time").GetDouble(), turns[1].GetProperty("episode_done").GetBoolean()));
        Assert.Equal(1.5, turns[1].GetProperty("metrics_json").GetProperty("stage_timings").GetProperty("model").GetDouble());

        using var response = await _http.GetAsync(new Uri(service.Address, $"{path}/turns/{turns[1].Number("id")}"));
        Assert.Equal(TimeSpan.FromMinutes(5), response.Headers.CacheControl!.MaxAge);
        var turn = await response.JsonAsync();
        var action = Assert.Single(turn.GetProperty("actions").EnumerateArray());
        Assert.Equal(("click", "Wifi"), (action.Text("action_type"), action.GetProperty("tool_args").Text("target")));
        var seen = turn.GetProperty("observations").EnumerateArray().ToList();
        Assert.Equal(["screenshot_before", "screenshot_after", "model_response", "text"], seen.Select(one => one.Text("obs_type")));
        Assert.DoesNotContain("model_input_json", seen[0].Names());

        var input = await GetAsync($"{path}/model-input/{turns[1].Number("id")}");
        Assert.Equal("user", input.GetProperty("modelInput").GetProperty("messages")[0].Text("role"));
        Assert.Contains(screenshot, input.Text("screenshot_uri"), StringComparison.Ordinal);
        var place = await GetAsync($"{path}/screenshot/{seen[0].Number("id")}");
        Assert.Equal("screenshot_before", place.Text("obs_type"));

        // As its page asks for the picture.
        using var picture = await _http.GetAsync(new Uri(service.Address, $"/api/screenshots/{place.Text("screenshot_uri").TrimStart('/')}"));
        Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
    }

    [PostgresFact]
    public async Task Override_IsShownAsTheOriginalStoresIt_AndLeavesTheReward()
    {
        var recorded = await RecordAsync("override");
        var path = $"/api/rollouts/{recorded.Ended.Number}";
        var reward = (await GetAsync(path)).GetProperty("rollout").GetProperty("reward").GetRawText();

        await PatchAsync(path, """{"success":true,"reason":"seen","actor":"ada"}""");
        var (status, answer) = await PatchAsync(path, """{"success":false}""");

        Assert.Equal(200, status);
        Assert.Equal(["rollout", "validation", "validation_exists"], answer.Names());
        Assert.True(answer.GetProperty("validation_exists").GetBoolean());
        Assert.False(answer.GetProperty("rollout").GetProperty("validation_passed").GetBoolean());
        Assert.Equal(reward, answer.GetProperty("rollout").GetProperty("reward").GetRawText());
        var details = answer.GetProperty("validation").GetProperty("details_json");
        Assert.Equal("settings get global wifi_on", details.Text("command"));
        Assert.True(details.GetProperty("human_override").GetProperty("previous_success").GetBoolean());
        Assert.Equal(2, details.GetProperty("human_override_history").GetArrayLength());
        Assert.Equal(answer.GetProperty("validation").GetRawText(), (await GetAsync(path)).GetProperty("validation").GetRawText());
    }

    [PostgresTheory]
    [InlineData("/api/trainings/x", 400, "Invalid training ID")]
    [InlineData("/api/trainings/999999", 404, "Training not found")]
    [InlineData("/api/trainings/1e9/timeline", 400, "Invalid training ID")]
    [InlineData("/api/timeline/step/x", 400, "Invalid ID")]
    [InlineData("/api/timeline/epoch/1", 400, "Invalid type. Must be baseline, step, or eval")]
    [InlineData("/api/timeline/eval/999999", 404, "eval not found")]
    [InlineData("/api/rollouts/x", 400, "Invalid rollout ID")]
    [InlineData("/api/rollouts/999999", 404, "Rollout not found")]
    [InlineData("/api/rollouts/1/turns/x", 400, "Invalid rollout ID or turn ID")]
    [InlineData("/api/rollouts/1/turns/999999", 404, "Turn not found or does not belong to this rollout")]
    [InlineData("/api/rollouts/x/model-input/1", 400, "Invalid rollout ID or turn ID")]
    [InlineData("/api/rollouts/1/screenshot/x", 400, "Invalid rollout ID or observation ID")]
    [InlineData("/api/rollouts/1/screenshot/999999", 404, "Observation not found or does not belong to this rollout")]
    public async Task Get_WrongThing_IsRefusedInTheOriginalsWords(string path, int status, string error)
    {
        using var answer = await _http.GetAsync(new Uri(service.Address, path));

        Assert.Equal((status, error), ((int)answer.StatusCode, (await answer.JsonAsync()).Text("error")));
    }

    [PostgresTheory]
    [InlineData("x", """{"success":true}""", 400, "Invalid rollout ID")]
    [InlineData("999999", "{", 400, "Invalid JSON body")]
    [InlineData("999999", "[]", 400, "`success` must be a boolean")]
    [InlineData("999999", """{"success":1}""", 400, "`success` must be a boolean")]
    [InlineData("999999", """{"success":true,"actor":7}""", 400, "`actor` must be a string")]
    [InlineData("999999", """{"success":true}""", 404, "Rollout not found")]
    public async Task Override_WrongThing_IsRefusedInTheOriginalsWords(string id, string body, int status, string error)
    {
        var (answered, answer) = await PatchAsync($"/api/rollouts/{id}", body);

        Assert.Equal((status, error), (answered, answer.Text("error")));
    }

    private Task<RecordedTraining> RecordAsync(string name, string? screenshot = null) =>
        RecordedTraining.RecordAsync(service, name, screenshot);

    private Task<JsonElement> GetAsync(string path) => _http.GetJsonAsync(new Uri(service.Address, path).ToString());

    private async Task<(int Status, JsonElement Body)> PatchAsync(string path, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await _http.PatchAsync(new Uri(service.Address, $"{path}/validation-override"), content);
        return ((int)answer.StatusCode, await answer.JsonAsync());
    }

    private async Task<string> PutAsync()
    {
        using var content = new ByteArrayContent([1, 2, 3, 4]);
        content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var answer = await _http.PutAsync(new Uri(service.Address, "/api/v1/blobs"), content);
        return (await answer.JsonAsync()).Text("sha256");
    }
}
