using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Service.States;

public sealed class TreeApiTests(RunningServiceFixture fixture) : IClassFixture<RunningServiceFixture>
{
    private HttpClient Http => fixture.Http;

    [PostgresFact]
    public async Task Get_Tree_IsFlatParentsFirst()
    {
        var simulation = await Http.CreateSimulationAsync(SimulationClient.Least);
        var run = await Http.CreateRunAsync(3, simulation);
        var branch = await Http.BranchAsync(run, 1, states: 1);

        var runs = (await Http.GetJsonAsync($"/api/v1/simulations/{simulation}/tree")).GetProperty("runs").EnumerateArray().ToList();

        Assert.Equal([run, branch], runs.Select(one => one.Text("id")));
        Assert.Equal((run, $"{run}.1", 2), (runs[1].Text("parent_run_id"), runs[1].Text("starts_after"), runs[1].Number("head")));
    }

    [PostgresFact]
    public async Task Get_Picture_IsAnSvgThatRunsNothing()
    {
        var simulation = await Http.CreateSimulationAsync(
            SimulationClient.Least.Replace("\"n\"", "\"<script>1</script>\"", StringComparison.Ordinal));
        await Http.BranchAsync(await Http.CreateRunAsync(3, simulation), 1);

        using var answer = await Http.GetAsync($"/api/v1/simulations/{simulation}/tree.svg");
        var svg = await answer.Content.ReadAsStringAsync();

        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("<svg ", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", svg, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Get_LeavesAndTerminalStates_AreThoseOfTheSimulation()
    {
        var simulation = await Http.CreateSimulationAsync(SimulationClient.Least);
        var run = await Http.CreateRunAsync(3, simulation);
        var branch = await Http.BranchAsync(run, 1);
        await Http.PostJsonAsync($"/api/v1/runs/{branch}/states", """{"states":[{"observation":1,"done":true}]}""");

        Assert.Equal(
            $$"""{"items":["{{run}}.2","{{branch}}.2"],"next":null}""",
            await Http.GetStringAsync($"/api/v1/simulations/{simulation}/leaves"));
        Assert.Equal(
            $$"""{"items":["{{branch}}.2"],"next":null}""",
            await Http.GetStringAsync($"/api/v1/simulations/{simulation}/terminal"));
    }

    [PostgresFact]
    public async Task Tags_NameStatesAndKeepThem()
    {
        var simulation = await Http.CreateSimulationAsync(SimulationClient.Least);
        var run = await Http.CreateRunAsync(3, simulation);
        var tags = $"/api/v1/simulations/{simulation}/tags";

        Assert.Equal(200, (await SendAsync(HttpMethod.Put, $"{tags}/best%20one", $$"""{"state_id":"{{run}}.1"}""")).Status);
        Assert.Equal(200, (await SendAsync(HttpMethod.Put, $"{tags}/best%20one", $$"""{"state_id":"{{run}}.1"}""")).Status);
        Assert.Equal(409, (await SendAsync(HttpMethod.Put, $"{tags}/best%20one", $$"""{"state_id":"{{run}}.2"}""")).Status);
        Assert.Equal(404, (await SendAsync(HttpMethod.Put, $"{tags}/other", $$"""{"state_id":"{{run}}.9"}""")).Status);
        Assert.Equal(422, (await SendAsync(HttpMethod.Put, $"{tags}/other", "{}")).Status);
        Assert.Equal(422, (await SendAsync(HttpMethod.Put, $"{tags}/a%2Fb", $$"""{"state_id":"{{run}}.1"}""")).Status);
        Assert.Equal(404, (await SendAsync(
            HttpMethod.Put, "/api/v1/simulations/unknown/tags/other", $$"""{"state_id":"{{run}}.1"}""")).Status);
        await SendAsync(HttpMethod.Put, $"{tags}/a", $$"""{"state_id":"{{run}}.0"}""");

        Assert.Equal($"{run}.1", (await Http.GetJsonAsync($"{tags}/best%20one")).Text("state_id"));
        var page = await Http.GetJsonAsync($"{tags}?limit=1");
        Assert.Equal("a", Assert.Single(page.GetProperty("items").EnumerateArray()).Text("name"));
        page = await Http.GetJsonAsync($"{tags}?after={page.Text("next")}");
        Assert.Equal("best one", Assert.Single(page.GetProperty("items").EnumerateArray()).Text("name"));
        Assert.Equal(409, (await SendAsync(HttpMethod.Post, $"/api/v1/runs/{run}/prune", "{}")).Status);

        Assert.Equal((204, ""), await SendAsync(HttpMethod.Delete, $"{tags}/best%20one"));
        Assert.Equal(404, (await SendAsync(HttpMethod.Delete, $"{tags}/best%20one")).Status);
        Assert.Equal(404, (await SendAsync(HttpMethod.Get, $"{tags}/best%20one")).Status);
    }

    private Task<(int Status, string Body)> SendAsync(HttpMethod method, string path, string? json = null) =>
        Http.RefusedAsync(method, path, json);
}
