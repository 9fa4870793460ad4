using System.Text.Json;
using CuaRl.Silo.Tests.Service.Runs;

namespace CuaRl.Silo.Tests.Service.Trainings;

/// <summary>The training record as its clients make it.</summary>
internal static class RecordClient
{
    public const string Task = "train_04_check_brightness";

    /// <summary>The smallest PNG that is told from others by its last byte.</summary>
    public static byte[] Png(byte number) => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, number];

    public static string Inline(byte number) =>
        $$"""{"media_type":"image/png","data":"{{Convert.ToBase64String(Png(number))}}"}""";

    /// <summary>A training of a name of its own that runs, with the demo's tasks stored.</summary>
    public static async Task<JsonElement> StartTrainingAsync(this HttpClient http, string more = "")
    {
        await http.PostJsonAsync("/api/v1/tasks/load", """{"sources":[{"source_type":"demo_all"}]}""");
        var training = await http.PostJsonAsync(
            "/api/v1/trainings", $$"""{"run_name":"test-{{Guid.NewGuid():N}}","model_name":"m/x","max_turns":5{{more}}}""");
        return await http.PostJsonAsync($"/api/v1/trainings/{training.Text("id")}/begin", "{}");
    }

    public static Task<JsonElement> StartBatchAsync(
        this HttpClient http, JsonElement training, string source = "step", int step = 0, int groups = 1, int size = 2) =>
        http.PostJsonAsync(
            $"/api/v1/trainings/{training.Text("id")}/batches",
            $$"""{"source_type":"{{source}}","step":{{step}},"model_path":"m/{{step}}","num_groups":{{groups}},"group_size":{{size}}}""");

    public static Task<JsonElement> StartGroupAsync(
        this HttpClient http, JsonElement batch, int number = 0, int size = 2, string task = Task) => http.PostJsonAsync(
        $"/api/v1/batches/{batch.Text("id")}/groups",
        $$"""{"group_num":{{number}},"task_id":"{{task}}","num_rollouts":{{size}}}""");

    public static Task<JsonElement> StartRolloutAsync(this HttpClient http, JsonElement group, int index = 0) => http.PostJsonAsync(
        $"/api/v1/groups/{group.Text("id")}/rollouts", $$"""{"env_index":{{index}},"environment_type":"gbox"}""");

    /// <summary>A rollout of a training, batch and group of its own.</summary>
    public static async Task<(JsonElement Training, JsonElement Batch, JsonElement Group, JsonElement Rollout)> StartRolloutAsync(
        this HttpClient http)
    {
        var training = await http.StartTrainingAsync();
        var batch = await http.StartBatchAsync(training);
        var group = await http.StartGroupAsync(batch);
        return (training, batch, group, await http.StartRolloutAsync(group));
    }

    /// <summary>Stores the reset and turns, each with a picture of its own.</summary>
    public static async Task RecordTurnsAsync(this HttpClient http, JsonElement rollout, int turns)
    {
        var path = $"/api/v1/rollouts/{rollout.Text("id")}";
        await http.PostJsonAsync($"{path}/reset", $$$"""{"text":"go","screenshot":{{{Inline(0)}}},"info":{"seed":7}}""");
        for (var turn = 1; turn <= turns; turn++)
        {
            await http.PostJsonAsync($"{path}/turns", Turn(turn, turns));
        }
    }

    public static string Turn(int turn, int turns = 5) =>
        $$$"""
        {"turn":{{{turn}}},"model_response":"tap {{{turn}}}","actions":[{"tool_name":"action","tool_args":{"x":{{{turn}}}.50},"result":"ok"}],
        "observation_text":"seen","screenshot_after":{{{Inline((byte)turn)}}},"model_input":[{"role":"user"}],
        "stage_timings":{"model":0.5},"reward":0,"done":{{{(turn == turns ? "true" : "false")}}},
        "start_time":"2026-01-31T08:00:00Z","turn_time":1.5,
        "token_ids":[{{{turn}}},2],"log_probabilities":[-0.5,-0.25]}
        """;

    public static Task<JsonElement> CompleteRolloutAsync(this HttpClient http, JsonElement rollout, bool success) => http.PostJsonAsync(
        $"/api/v1/rollouts/{rollout.Text("id")}/complete",
        $$"""
        {"stop_reason":"finish_success","task_completed":true,"agent_reported_success":true,"num_total_actions":2,"attempted_completion":true,
        "validation":{"success":{{(success ? "true" : "false")}},"validation_query":"get_brightness","actual_result":"50"},"rollout_time":3}
        """);
}
