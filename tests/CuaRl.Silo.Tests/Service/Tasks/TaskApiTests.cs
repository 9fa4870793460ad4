using System.Text.Json;
using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Service.Tasks;

public sealed class TaskApiTests(RunningServiceFixture fixture) : IClassFixture<RunningServiceFixture>
{
    private HttpClient Http => fixture.Http;

    [PostgresFact]
    public async Task Load_ChosenBySeed_IsTheChoiceOfTheOriginal()
    {
        var chosen = await Http.PostJsonAsync("/api/v1/tasks/load", """{"sources":[{"source_type":"demo_training","limit":5}]}""");
        var first = await Http.PostJsonAsync(
            "/api/v1/tasks/load", """{"sources":[{"source_type":"demo_training","limit":1,"seed":null}]}""");

        Assert.Equal(
            ["train_36_timeout_10min", "train_04_check_brightness", "train_01_open_settings", "train_11_timeout_1min", "train_10_timeout_30s"],
            Ids(chosen));
        Assert.Equal(["train_01_open_settings"], Ids(first));
    }

    [PostgresFact]
    public async Task Load_UnknownIds_ArePassedOverWithAWarning()
    {
        var loaded = await Http.PostJsonAsync(
            "/api/v1/tasks/load", """{"sources":[{"source_type":"ids","task_ids":["nobody","train_02_max_brightness"]}]}""");

        Assert.Equal(["train_02_max_brightness"], Ids(loaded));
        Assert.Equal("Task ID 'nobody' not found, skipping", Assert.Single(loaded.GetProperty("warnings").EnumerateArray()).GetString());
    }

    [PostgresFact]
    public async Task Validators_OfTasks_AreTheirQueryOrEndpointOrNone()
    {
        await Http.PostJsonAsync(
            "/api/v1/tasks",
            """
            {"tasks":[{"task_id":"by-query","name":"n","description":"d","validation_query":"wifi_enabled","expected_result":true},
            {"task_id":"by-url","name":"n","description":"d","validator_url":"https://judge.example/"},
            {"task_id":"by-nobody","name":"n","description":"d"}]}
            """);

        Assert.Equal("state wifi_enabled built_in null", Assert.Single(await ValidatorsAsync("by-query")));
        Assert.Equal("""state null http {"url" : "https://judge.example/"}""", Assert.Single(await ValidatorsAsync("by-url")));
        Assert.Empty(await ValidatorsAsync("by-nobody"));
        Assert.Equal(404, (await Http.RefusedAsync(HttpMethod.Get, "/api/v1/tasks/nobody/validators")).Status);

        async Task<string[]> ValidatorsAsync(string task) =>
        [
            .. from validator in (await Http.GetJsonAsync($"/api/v1/tasks/{task}/validators")).GetProperty("items").EnumerateArray()
               let query = validator.GetProperty("validation_query")
               select $"{validator.Text("validator_type")} {(query.ValueKind == JsonValueKind.Null ? "null" : query.GetString())} "
                   + $"{validator.Text("validation_method")} {validator.GetProperty("config").GetRawText()}",
        ];
    }

    [PostgresFact]
    public async Task Save_Task_StaysUnlessItIsReplaced()
    {
        const string Task =
            """{"task_id":"own-1","name":"n","description":"d","category":"mine","difficulty":"hard","expected_result":{"a" : 1.50},"tags":["t"]}""";
        var saved = await Http.PostJsonAsync("/api/v1/tasks", $$"""{"tasks":[{{Task}}]}""");
        var other = Task.Replace("\"name\":\"n\"", "\"name\":\"other\"", StringComparison.Ordinal);
        var kept = await Http.PostJsonAsync("/api/v1/tasks", $$"""{"tasks":[{{other}}]}""");
        var replaced = await Http.PostJsonAsync("/api/v1/tasks", $$"""{"tasks":[{{other}}],"replaces":true}""");

        Assert.Equal(["n", "n", "other"], new[] { saved, kept, replaced }.Select(one => one.GetProperty("items")[0].Text("name")));
        var shown = await Http.GetJsonAsync("/api/v1/tasks/own-1");
        Assert.Equal("""{"a" : 1.50}""", shown.GetProperty("expected_result").GetRawText());
        Assert.Equal(saved.GetProperty("items")[0].Number("number"), shown.Number("number"));
        Assert.Equal(["own-1"], Ids(await Http.GetJsonAsync("/api/v1/tasks?category=mine&difficulty=hard")));
        Assert.Equal(404, (await Http.RefusedAsync(HttpMethod.Get, "/api/v1/tasks/own-2")).Status);
    }

    [PostgresFact]
    public async Task List_Pages_AreAllTasksById()
    {
        await Http.PostJsonAsync("/api/v1/tasks/load", """{"sources":[{"source_type":"demo_eval"}]}""");
        List<string> ids = [];
        string? next = "";
        while (next is not null)
        {
            var page = await Http.GetJsonAsync($"/api/v1/tasks?source_type=demo_eval&limit=4&after={next}");
            ids.AddRange(Ids(page));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(9, ids.Count);
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    private static string[] Ids(JsonElement page) => [.. page.GetProperty("items").EnumerateArray().Select(task => task.Text("task_id"))];
}
