using System.Net.Http.Headers;
using System.Text.Json;
using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Service.States;

public sealed class StateApiTests(RunningServiceFixture fixture) : IClassFixture<RunningServiceFixture>
{
    private HttpClient Http => fixture.Http;

    [PostgresFact]
    public async Task Get_State_GivesEverythingBackByteForByte()
    {
        const string Json = """{"b" : [1.50, 1e400, -0.0, 9223372036854775808, "\u0000\ud800é"], "b": 2 }""";
        var deep = new string('[', JsonText.MaxDepth) + new string(']', JsonText.MaxDepth);
        var run = await Http.CreateRunAsync();
        await Http.PostJsonAsync($"/api/v1/runs/{run}/states", $$"""
            {"states":[{"observation":{{Json}},"action":{{deep}},"reward":-0.0,"done":true,"truncated":true,"info":null,
            "extra_metadata":"m","step_number":40,"token_ids":[1,-2],"log_probabilities":[-0.5,-1e-3]}]}
            """);

        var text = await Http.GetStringAsync($"/api/v1/states/{run}.0");

        Assert.Contains($"\"observation\":{Json},\"action\":{deep},\"reward\":-0,", text, StringComparison.Ordinal);
        Assert.Contains(
            "\"done\":true,\"truncated\":true,\"info\":null,\"extra_metadata\":\"m\",\"token_ids\":[1,-2],\"log_probabilities\":[-0.5,-0.001]",
            text, StringComparison.Ordinal);
        Assert.Contains("\"step\":0,\"step_number\":40,\"parent_state_id\":null,", text, StringComparison.Ordinal);
        Assert.Contains($"\"observation\":{Json},", await Http.GetStringAsync($"/runs/{run}/states"), StringComparison.Ordinal);
        Assert.Contains($"\"observation\":{Json},", await Http.GetStringAsync($"/api/v1/runs/{run}/export"), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Get_StateTheClientHas_Is304()
    {
        var run = await Http.CreateRunAsync(1);
        using var first = await Http.GetAsync($"/api/v1/states/{run}.0");
        Assert.Equal($"\"{run}.0\"", first.Headers.ETag!.Tag);
        Assert.Contains("immutable", first.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/states/{run}.0");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag);
        using var second = await Http.SendAsync(request);

        Assert.Equal(304, (int)second.StatusCode);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [PostgresTheory]
    [InlineData("/api/v1/states/{run}.99", 404)]
    [InlineData("/api/v1/states/{run}.-1", 404)]
    [InlineData("/api/v1/states/{run}.9223372036854775808", 404)]
    [InlineData("/api/v1/states/x", 404)]
    [InlineData("/api/v1/states/{run}.99/lineage", 404)]
    [InlineData("/api/v1/states/{run}.99/children", 404)]
    [InlineData("/api/v1/states/{run}.99/descendants", 404)]
    [InlineData("/api/v1/states/{run}.99/export", 404)]
    [InlineData("/api/v1/states/{run}.1/ancestor", 422)]
    [InlineData("/api/v1/states/{run}.1/ancestor?step=2", 422)]
    [InlineData("/api/v1/states/{run}.1/ancestor?step=-1", 422)]
    [InlineData("/api/v1/states/{run}.1/lineage/states?limit=1001", 422)]
    [InlineData("/api/v1/states/{run}.1/children?after=x", 422)]
    [InlineData("/api/v1/states/common-ancestor?a={run}.1", 422)]
    [InlineData("/api/v1/states/distance?a={run}.1&b={run}.7", 404)]
    [InlineData("/api/v1/states/is-ancestor?ancestor=x&descendant={run}.1", 404)]
    public async Task Get_Unfit_IsAProblem(string path, int expected)
    {
        var run = await Http.CreateRunAsync(2);

        var (status, text) = await Http.RefusedAsync(HttpMethod.Get, path.Replace("{run}", run, StringComparison.Ordinal));

        Assert.True(expected == status, text);
        Assert.Equal(status, JsonSerializer.Deserialize<JsonElement>(text).Number("status"));
    }

    [PostgresFact]
    public async Task Get_Relations_AreThoseOfTheTree()
    {
        var run = await Http.CreateRunAsync(6);
        var branch = await Http.BranchAsync(run, 3, states: 2);
        var (a, b) = ($"{run}.5", $"{branch}.5");

        var lineage = await Http.GetJsonAsync($"/api/v1/states/{b}/lineage");
        Assert.Equal(6, lineage.Number("length"));
        Assert.Equal(
            $$"""[{"run_id":"{{run}}","from":0,"to":3},{"run_id":"{{branch}}","from":4,"to":5}]""",
            lineage.GetProperty("pieces").GetRawText());
        Assert.Equal($"{run}.2", (await Http.GetJsonAsync($"/api/v1/states/{b}/ancestor?step=2")).Text("ancestor"));
        Assert.Equal($"{run}.3", (await Http.GetJsonAsync($"/api/v1/states/common-ancestor?a={a}&b={b}")).Text("common_ancestor"));
        Assert.Equal(4, (await Http.GetJsonAsync($"/api/v1/states/distance?a={a}&b={b}")).Number("distance"));
        Assert.True((await Http.GetJsonAsync($"/api/v1/states/is-ancestor?ancestor={run}.3&descendant={b}")).GetProperty("is_ancestor").GetBoolean());
        Assert.False((await Http.GetJsonAsync($"/api/v1/states/is-ancestor?ancestor={a}&descendant={b}")).GetProperty("is_ancestor").GetBoolean());

        var children = await Http.GetJsonAsync($"/api/v1/states/{run}.3/children?limit=1");
        Assert.Equal($"{run}.4", Assert.Single(children.GetProperty("items").EnumerateArray()).GetString());
        children = await Http.GetJsonAsync($"/api/v1/states/{run}.3/children?after={Uri.EscapeDataString(children.Text("next"))}");
        Assert.Equal($$"""{"items":["{{branch}}.4"],"next":null}""", children.GetRawText());

        var below = await Http.GetJsonAsync($"/api/v1/states/{run}.3/descendants");
        Assert.Equal((4, 2, 1), (below.Number("states"), below.Number("leaves"), below.Number("runs")));

        var page = await Http.GetJsonAsync($"/api/v1/states/{b}/lineage/states?from=3&limit=2");
        Assert.Equal([$"{run}.3", $"{branch}.4"], page.GetProperty("items").EnumerateArray().Select(state => state.Text("id")));
        Assert.Equal(5, page.Number("next"));
    }

    [PostgresFact]
    public async Task Get_Exports_AreTheHistoryTheOwnStatesOrTheWholeLineage()
    {
        var root = (await Http.PostJsonAsync("/states", """{"observation":["root"],"step_number":0}""")).Text("id");
        var start = (await Http.PostJsonAsync("/states", $$"""{"observation":["start"],"step_number":1,"parent_state_id":"{{root}}"}""")).Text("id");
        var simulation = await Http.CreateSimulationAsync(SimulationClient.Least);
        var run = (await Http.PostJsonAsync($"/api/v1/simulations/{simulation}/runs", $$"""{"name":"n","root_state_id":"{{start}}"}""")).Text("id");
        await Http.PostJsonAsync($"/api/v1/runs/{run}/states", """{"states":[{"observation":2},{"observation":3}]}""");

        Assert.Equal([start, $"{run}.2", $"{run}.3"], await ExportAsync($"/api/v1/runs/{run}/export"));
        Assert.Equal([$"{run}.2", $"{run}.3"], await ExportAsync($"/api/v1/runs/{run}/export?scope=own"));
        Assert.Equal([root, start, $"{run}.2", $"{run}.3"], await ExportAsync($"/api/v1/runs/{run}/export?scope=lineage"));
        Assert.Equal([$"{run}.3"], await ExportAsync($"/api/v1/runs/{run}/export?from=3"));
        Assert.Empty(await ExportAsync($"/api/v1/runs/{run}/export?from=4"));
        Assert.Equal([root, start, $"{run}.2"], await ExportAsync($"/api/v1/states/{run}.2/export"));
        Assert.Equal([start, $"{run}.2"], await ExportAsync($"/api/v1/states/{run}.2/export?from=1"));
    }

    [PostgresFact]
    public async Task Send_AnExportToAnotherRun_CopiesIt()
    {
        var run = await Http.CreateRunAsync(1_500);
        var copy = await Http.CreateRunAsync();
        var export = await Http.GetByteArrayAsync($"/api/v1/runs/{run}/export");
        using var content = new ByteArrayContent(export);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");

        using var answer = await Http.PostAsync($"/api/v1/runs/{copy}/states?acks=last", content);

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal(1_499, (await Http.GetJsonAsync($"/api/v1/runs/{copy}")).Number("head"));
        Assert.Equal("[1234]", (await Http.GetJsonAsync($"/api/v1/states/{copy}.1234")).GetProperty("observation").GetRawText());
    }

    [PostgresTheory]
    [InlineData("/api/v1/runs/{run}/states", "application/json", """{"states":[{"observation":["marked"]}]}""")]
    [InlineData("/api/v1/runs/{run}/states", "application/x-ndjson", """{"observation":["marked"]}""")]
    [InlineData("/api/v1/runs/{run}/states", "application/x-ndjson", "\r\n{\"observation\":[\"marked\"]}\r\n")]
    [InlineData("/runs/{run}/states", "application/json", """{"observation":["marked"],"step_number":0}""")]
    [InlineData("/api/v1/runs/{run}/branches", "application/json", """{"name":"b","step":0}""")]
    public async Task Send_BodyWithAByteOrderMark_IsTaken(string path, string mediaType, string json)
    {
        var run = await Http.CreateRunAsync(1);
        using var content = new ByteArrayContent([0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(json)]);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);

        using var answer = await Http.PostAsync(path.Replace("{run}", run, StringComparison.Ordinal), content);

        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode && !text.Contains("error", StringComparison.Ordinal), text);
        Assert.Equal(
            json.Contains("marked", StringComparison.Ordinal) ? 1 : 0, (await Http.GetJsonAsync($"/api/v1/runs/{run}")).Number("head"));
    }

    private async Task<string[]> ExportAsync(string path)
    {
        using var answer = await Http.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType!.MediaType);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line).Text("id"))];
    }
}
