using System.Text;
using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Service.Trainings;

/// <summary>Answers about the training record, held against what the API document says of them.</summary>
public sealed class RecordDocumentTests(RunningServiceFixture fixture) : IClassFixture<RunningServiceFixture>
{
    private HttpClient Http => fixture.Http;

    [PostgresFact]
    public async Task Send_RequestsOfAWholeTraining_AreAnsweredAsTheApiDocumentSays()
    {
        await SendAsync("POST", "/tasks/load", "/tasks/load", """{"sources":[{"source_type":"demo_all"}]}""");
        await SendAsync("POST", "/tasks", "/tasks", """{"tasks":[{"task_id":"doc","name":"n","description":"d"}]}""");
        await SendAsync("POST", "/tasks", "/tasks", """{"tasks":[]}""");
        await SendAsync("GET", "/tasks?limit=2", "/tasks");
        await SendAsync("GET", "/tasks/doc", "/tasks/{id}");
        await SendAsync("GET", "/tasks/train_02_max_brightness/validators", "/tasks/{id}/validators");
        var (training, batch, group, rollout) = await Http.StartRolloutAsync();
        var (t, b, g, r) = (
            $"/trainings/{training.Text("id")}", $"/batches/{batch.Text("id")}", $"/groups/{group.Text("id")}",
            $"/rollouts/{rollout.Text("id")}");
        await SendAsync("POST", "/trainings", "/trainings", """{"model_name":"m","run_name":"documented"}""");
        await SendAsync("POST", "/trainings", "/trainings", """{"model_name":"n","run_name":"documented"}""");
        await SendAsync("GET", "/trainings?limit=1", "/trainings");
        await SendAsync("GET", t, "/trainings/{id}");
        await SendAsync("PATCH", t, "/trainings/{id}", """{"phase":"rollout"}""");
        await SendAsync("GET", $"/trainings/compare?ids={training.Text("id")},documented", "/trainings/compare");
        await SendAsync("POST", $"{t}/branch", "/trainings/{id}/branch", """{"run_name":"branch","step":0}""");
        await SendAsync("GET", $"{t}/lineage", "/trainings/{id}/lineage");
        await SendAsync("GET", $"{t}/compare?with=documented", "/trainings/{id}/compare");
        await SendAsync("POST", $"{t}/batches", "/trainings/{id}/batches", Batch("eval"));
        await SendAsync("GET", $"{t}/batches", "/trainings/{id}/batches");
        await SendAsync("GET", $"{t}/latest-step", "/trainings/{id}/latest-step");
        await SendAsync("GET", b, "/batches/{id}");
        await SendAsync("PATCH", b, "/batches/{id}", """{"status":"rollout_running"}""");
        await SendAsync("POST", $"{b}/complete", "/batches/{id}/complete", "{}");
        await SendAsync("POST", $"{b}/groups", "/batches/{id}/groups", """{"group_num":1,"task_id":"doc","num_rollouts":1}""");
        await SendAsync("GET", $"{b}/groups", "/batches/{id}/groups");
        await SendAsync("GET", g, "/groups/{id}");
        await SendAsync("POST", $"{g}/rollouts", "/groups/{id}/rollouts", """{"env_index":1}""");
        await SendAsync("POST", $"{r}/turns", "/rollouts/{id}/turns", """{"turn":1}""");
        await SendAsync("POST", $"{r}/reset", "/rollouts/{id}/reset", """{"text":"go"}""");
        await SendAsync("POST", $"{r}/turns", "/rollouts/{id}/turns", RecordClient.Turn(1));
        await SendAsync("GET", $"{r}/turns", "/rollouts/{id}/turns");
        await SendAsync("GET", $"{r}/turns/1", "/rollouts/{id}/turns/{turn}");
        await SendAsync("GET", $"{r}/turns/0/screenshot", "/rollouts/{id}/turns/{turn}/screenshot");
        await SendAsync("POST", $"{r}/attempts/fail", "/rollouts/{id}/attempts/fail", """{"error_kind":"device_lost","error":"e"}""");
        await SendAsync("PATCH", r, "/rollouts/{id}", """{"status":"running","environment":{"status":"running","config":{"a":1}}}""");
        await SendAsync("POST", $"{r}/complete", "/rollouts/{id}/complete", """{"stop_reason":"s","validation":{"success":true}}""");
        await SendAsync("POST", $"{r}/override", "/rollouts/{id}/override", """{"success":false}""");
        await SendAsync("POST", $"{r}/revalidate", "/rollouts/{id}/revalidate", """{"success":true}""");
        await SendAsync("POST", $"{r}/fail", "/rollouts/{id}/fail", """{"error_kind":"k","error":"e"}""");
        await SendAsync("GET", r, "/rollouts/{id}");
        await SendAsync("GET", $"/rollouts?training_id={training.Text("id")}&count=true", "/rollouts");
        await SendAsync("GET", $"{r}/history", "/{kind}/{id}/history");
        await SendAsync("POST", $"{r}/annotations", "/{kind}/{id}/annotations", """{"note":"n"}""");
        await SendAsync("GET", $"{r}/annotations", "/{kind}/{id}/annotations");
        await SendAsync("POST", $"{g}/complete", "/groups/{id}/complete", "{}");
        await SendAsync("POST", $"{g}/cancel", "/groups/{id}/cancel", "{}");
        await SendAsync("POST", $"{g}/reopen", "/groups/{id}/reopen", "{}");
        await SendAsync("POST", $"{b}/fail", "/batches/{id}/fail", """{"error":"e"}""");
        await SendAsync("POST", $"{b}/reopen", "/batches/{id}/reopen", "{}");
        await SendAsync("POST", $"{b}/cancel", "/batches/{id}/cancel", "{}");
        await SendAsync("POST", $"{t}/reverify", "/trainings/{id}/reverify", """{"layer":"l","reward_function":"binary"}""");
        await SendAsync("GET", $"{t}/reward-layers", "/trainings/{id}/reward-layers");
        await SendAsync("POST", $"{t}/pause", "/trainings/{id}/pause", "{}");
        await SendAsync("POST", $"{b}/groups", "/batches/{id}/groups", """{"group_num":9,"task_id":"doc","num_rollouts":1}""");
        await SendAsync("POST", $"{t}/resume", "/trainings/{id}/resume", "{}");
        await SendAsync("DELETE", $"{t}?yes=true", "/trainings/{id}");
        await SendAsync("POST", $"{t}/fail", "/trainings/{id}/fail", """{"error":"e"}""");
        await SendAsync("POST", $"{t}/complete", "/trainings/{id}/complete", "{}");
        await SendAsync("POST", $"{t}/begin", "/trainings/{id}/begin", "{}");
        await SendAsync("POST", $"{t}/archive", "/trainings/{id}/archive", "{}");
        await SendAsync("POST", $"{t}/unarchive", "/trainings/{id}/unarchive", "{}");
        await SendAsync("POST", $"{t}/cancel", "/trainings/{id}/cancel", "{}");
        await SendAsync("DELETE", t, "/trainings/{id}");
    }

    private async Task SendAsync(string method, string path, string route, string? json = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1{path}");
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await Http.SendAsync(request);
        await Http.AssertFitsAsync(answer, method, $"/api/v1{route}");
    }

    private static string Batch(string source) =>
        $$"""{"source_type":"{{source}}","model_path":"m","num_groups":1,"group_size":1}""";
}
