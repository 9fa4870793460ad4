using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Service.Runs;

public sealed class RunApiTests(RunningServiceFixture fixture) : IClassFixture<RunningServiceFixture>
{
    private const string None = "00000000-0000-7000-8000-000000000000";

    private HttpClient Http => fixture.Http;

    [PostgresFact]
    public async Task Post_RunWithARootOfItsOwn_BeginsEmptyAndGrows()
    {
        var simulation = await Http.CreateSimulationAsync(SimulationClient.Least);

        using var answer = await Http.PostRawAsync(
            $"/api/v1/simulations/{simulation}/runs", """{"name":"main","config_overrides":{"lr": 1e400}}""");
        var run = await answer.JsonAsync();
        var id = run.Text("id");
        Assert.Equal(201, (int)answer.StatusCode);
        Assert.Equal($"/api/v1/runs/{id}", answer.Headers.Location!.OriginalString);
        Assert.Equal(("active", -1, 0), (run.Text("status"), run.Number("head"), run.Number("length")));
        Assert.Equal("""{"lr": 1e400}""", run.GetProperty("config_overrides").GetRawText());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$", run.Text("created_at"));

        var appended = await Http.PostJsonAsync(
            $"/api/v1/runs/{id}/states", """{"states":[{"observation":1},{"observation":2}],"expected_head":-1}""");
        Assert.Equal((0, 1), (appended.Number("first_step"), appended.Number("last_step")));
        Assert.Equal([$"{id}.0", $"{id}.1"], appended.GetProperty("state_ids").EnumerateArray().Select(state => state.GetString()));

        run = await Http.GetJsonAsync($"/api/v1/runs/{id}");
        Assert.Equal(($"{id}.0", $"{id}.1"), (run.Text("root_state_id"), run.Text("current_state_id")));
        Assert.Equal((1, 2, 1), (run.Number("head"), run.Number("length"), run.Number("total_steps")));
    }

    [PostgresFact]
    public async Task Post_Branch_AtAStepOrAState_HangsThere()
    {
        var run = await Http.CreateRunAsync(5);

        var byStep = await Http.PostJsonAsync($"/api/v1/runs/{run}/branches", """{"name":"b","step":2,"config_overrides":{"a":1}}""");
        var byState = await Http.PostJsonAsync(
            $"/api/v1/runs/{byStep.Text("id")}/branches", $$$"""{"name":"c","state_id":"{{{run}}}.1","config_overrides":{"b":2}}""");

        Assert.Equal((run, $"{run}.2", 2), (byStep.Text("parent_run_id"), byStep.Text("branch_point_state_id"), byStep.Number("head")));
        Assert.Equal((byStep.Text("id"), $"{run}.1"), (byState.Text("parent_run_id"), byState.Text("branch_point_state_id")));
        var config = await Http.GetJsonAsync($"/api/v1/runs/{byState.Text("id")}/config");
        Assert.Equal("""{"a":1,"b":2}""", config.GetProperty("config").GetRawText());
    }

    [PostgresFact]
    public async Task Post_StatusChanges_MoveTheRunAndMayBeRepeated()
    {
        var run = await Http.CreateRunAsync(3);
        foreach (var (verb, body, status) in new[]
        {
            ("pause", "{}", "paused"), ("resume", "{}", "active"),
            ("complete", """{"total_reward":{"r":-0.0},"expected_head":2}""", "completed"), ("prune", "{}", "pruned"),
        })
        {
            var first = await Http.PostJsonAsync($"/api/v1/runs/{run}/{verb}", body);
            var again = await Http.PostJsonAsync($"/api/v1/runs/{run}/{verb}", body);

            Assert.Equal(status, first.Text("status"));
            Assert.Equal(first.GetRawText(), again.GetRawText());
        }

        Assert.Equal("""{"r":-0.0}""", (await Http.GetJsonAsync($"/api/v1/runs/{run}")).GetProperty("total_reward").GetRawText());
        Assert.Equal(410, (await Http.RefusedAsync(HttpMethod.Get, $"/api/v1/runs/{run}/states")).Status);
        Assert.Equal(410, (await Http.RefusedAsync(HttpMethod.Get, $"/runs/{run}/states")).Status);
        Assert.Equal(410, (await Http.RefusedAsync(HttpMethod.Get, $"/api/v1/runs/{run}/export")).Status);
    }

    [PostgresFact]
    public async Task Post_WithoutABody_ChangesTheStatusToo()
    {
        var run = await Http.CreateRunAsync(1);

        using var answer = await Http.PostAsync($"/api/v1/runs/{run}/pause", null);

        Assert.Equal("paused", (await answer.JsonAsync()).Text("status"));
    }

    [PostgresTheory]
    [InlineData(null)]
    [InlineData("application/json")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Post_CompleteWithAnEmptyBody_TakesDefaults(string? mediaType)
    {
        var run = await Http.CreateRunAsync(1);
        using var content = mediaType is null ? null : new StringContent("", System.Text.Encoding.UTF8, mediaType);

        using var answer = await Http.PostAsync($"/api/v1/runs/{run}/complete", content);

        var completed = await answer.JsonAsync();
        Assert.Equal("completed", completed.Text("status"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, completed.GetProperty("total_reward").ValueKind);
    }

    [PostgresFact]
    public async Task Post_CompleteWithAFormAsItsBody_IsRefused()
    {
        var run = await Http.CreateRunAsync(1);
        using var content = new StringContent("total_reward=1", System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");

        using var answer = await Http.PostAsync($"/api/v1/runs/{run}/complete", content);

        Assert.Equal(422, (int)answer.StatusCode);
        Assert.Equal("active", (await Http.GetJsonAsync($"/api/v1/runs/{run}")).Text("status"));
    }

    [PostgresTheory]
    [InlineData("GET", "/api/v1/runs/{none}", null, 404, "not-found", "")]
    [InlineData("GET", "/api/v1/runs/x", null, 404, "not-found", "")]
    [InlineData("GET", "/api/v1/runs/{none}/states", null, 404, "not-found", "")]
    [InlineData("GET", "/api/v1/runs/{run}/states?from=-1&limit=0", null, 422, "invalid-request", "errors")]
    [InlineData("GET", "/api/v1/runs/{run}/states?from=9223372036854775808", null, 422, "invalid-request", "errors")]
    [InlineData("GET", "/api/v1/runs/{none}/config", null, 404, "not-found", "")]
    [InlineData("GET", "/api/v1/runs/{none}/compare/{run}", null, 404, "not-found", "")]
    [InlineData("GET", "/api/v1/runs/{run}/export?scope=all", null, 422, "invalid-request", "errors")]
    [InlineData("GET", "/api/v1/simulations/{none}", null, 404, "not-found", "")]
    [InlineData("GET", "/api/v1/simulations/{sim}/runs?after=x", null, 422, "invalid-request", "errors")]
    [InlineData("POST", "/api/v1/simulations/{none}/runs", """{"name":"n"}""", 404, "not-found", "")]
    [InlineData("POST", "/api/v1/simulations/{sim}/runs", """{"name":""}""", 422, "invalid-request", "errors")]
    [InlineData("POST", "/api/v1/simulations/{sim}/runs", """{"name":"n","root_state_id":"{none}.0"}""", 404, "not-found", "")]
    [InlineData("POST", "/api/v1/runs/{run}/branches", """{"name":"n","step":99}""", 404, "not-found", "")]
    [InlineData("POST", "/api/v1/runs/{run}/branches", """{"name":"n","step":-1}""", 422, "invalid-request", "errors")]
    [InlineData("POST", "/api/v1/runs/{run}/branches", """{"name":"n"}""", 422, "invalid-request", "errors")]
    [InlineData("POST", "/api/v1/runs/{run}/branches", """{"name":"n","step":1,"state_id":"{run}.1"}""", 422, "invalid-request", "errors")]
    [InlineData("POST", "/api/v1/runs/{run}/branches", """{"name":"n","state_id":"{foreign}.0"}""", 422, "invalid-request", "errors")]
    [InlineData("POST", "/api/v1/runs/{run}/branches", """{"name":"n","step":1,"overrides":{}}""", 422, "invalid-request", "errors")]
    [InlineData("POST", "/api/v1/runs/{run}/complete", """{"reward":1}""", 422, "invalid-request", "errors")]
    [InlineData("POST", "/api/v1/runs/{run}/fail", """{"reason":"r","head":1}""", 422, "invalid-request", "errors")]
    [InlineData("PUT", "/api/v1/simulations/{sim}/tags/t", """{"state_id":"{run}.1","name":"t"}""", 422, "invalid-request", "errors")]
    [InlineData("POST", "/api/v1/runs/{run}/states", """{"states":[{"observation":1,"rewrad":1}]}""", 422, "invalid-request", "errors")]
    [InlineData("POST", "/api/v1/runs/{run}/states", """{"states":[]}""", 422, "invalid-request", "errors")]
    [InlineData("POST", "/api/v1/runs/{run}/states", """{"states":[{"observation":1}],"expected_head":0}""", 409, "stale-state", "run_id expected_head actual_head")]
    [InlineData("POST", "/api/v1/runs/{run}/states?expected_head=0", """{"states":[{"observation":1}]}""", 422, "invalid-request", "errors")]
    [InlineData("POST", "/api/v1/runs/{run}/complete", """{"expected_head":7}""", 409, "stale-state", "run_id expected_head actual_head")]
    [InlineData("POST", "/api/v1/runs/{run}/fail", "{}", 422, "invalid-request", "errors")]
    [InlineData("POST", "/api/v1/runs/{failed}/resume", "{}", 409, "invalid-transition", "run_id run_status")]
    [InlineData("POST", "/api/v1/runs/{failed}/states", """{"states":[{"observation":1}]}""", 409, "run-not-active", "run_id run_status")]
    [InlineData("POST", "/api/v1/runs/{run}/prune", "{}", 409, "run-needed", "run_id needed_by")]
    [InlineData("POST", "/api/v1/runs/{none}/pause", "{}", 404, "not-found", "")]
    public async Task Send_Unfit_IsAProblemWithItsFacts(
        string method, string path, string? body, int expected, string slug, string facts)
    {
        var simulation = await Http.CreateSimulationAsync(SimulationClient.Least);
        var run = await Http.CreateRunAsync(3, simulation);
        await Http.BranchAsync(run, 1);
        var failed = await Http.CreateRunAsync(1);
        await Http.PostJsonAsync($"/api/v1/runs/{failed}/fail", """{"reason":"r"}""");
        string Fill(string text) => text.Replace("{sim}", simulation, StringComparison.Ordinal)
            .Replace("{run}", run, StringComparison.Ordinal).Replace("{failed}", failed, StringComparison.Ordinal)
            .Replace("{foreign}", failed, StringComparison.Ordinal).Replace("{none}", None, StringComparison.Ordinal);

        var (status, text) = await Http.RefusedAsync(new HttpMethod(method), Fill(path), body is null ? null : Fill(body));

        Assert.True(expected == status, text);
        using var problem = System.Text.Json.JsonDocument.Parse(text);
        Assert.Equal($"urn:cuarl:problem:{slug}", problem.RootElement.Text("type"));
        string[] common = ["type", "title", "status", "detail", "is_transient"];
        Assert.Equal(facts.Split(' ', StringSplitOptions.RemoveEmptyEntries), problem.RootElement.Names().Except(common));
        Assert.Equal(2, (await Http.GetJsonAsync($"/api/v1/runs/{run}")).Number("head"));
    }

    [PostgresTheory]
    [InlineData("GET", "/api/v1/simulations/{sim}/runs?after=x", null, "query.after")]
    [InlineData("GET", "/api/v1/simulations/{sim}/leaves?after=x", null, "query.after")]
    [InlineData("GET", "/api/v1/simulations/{sim}/leaves?limit=0", null, "query.limit")]
    [InlineData("GET", "/api/v1/states/{run}.1/ancestor?step=2", null, "query.step")]
    [InlineData("GET", "/api/v1/simulations/{sim}/tags/a%2525", null, "path.name")]
    [InlineData("DELETE", "/api/v1/simulations/{sim}/tags/a%2525", null, "path.name")]
    [InlineData("PUT", "/api/v1/simulations/{sim}/tags/a%2525", """{"state_id":"{run}.1"}""", "path.name")]
    [InlineData("POST", "/api/v1/runs/{run}/states", """{"states":[]}""", "body.states")]
    [InlineData("PUT", "/api/v1/blobs", "", "body")]
    public async Task Send_WrongField_SaysWhereItIs(string method, string path, string? body, string place)
    {
        var simulation = await Http.CreateSimulationAsync(SimulationClient.Least);
        var run = await Http.CreateRunAsync(3, simulation);
        string Fill(string text) => text.Replace("{sim}", simulation, StringComparison.Ordinal).Replace("{run}", run, StringComparison.Ordinal);

        var (status, text) = await Http.RefusedAsync(new HttpMethod(method), Fill(path), body is null ? null : Fill(body));

        Assert.True(status == 422, text);
        using var problem = System.Text.Json.JsonDocument.Parse(text);
        var error = Assert.Single(problem.RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal(place, string.Join('.', error.GetProperty("loc").EnumerateArray()));
    }

    [PostgresFact]
    public async Task Get_RunsOfASimulationByCursor_AreAllOfThem()
    {
        var simulation = await Http.CreateSimulationAsync(SimulationClient.Least);
        List<string> made = [];
        for (var i = 0; i < 5; i++)
        {
            made.Add(await Http.CreateRunAsync(simulation: simulation));
        }

        List<string> listed = [];
        var after = "";
        do
        {
            var page = await Http.GetJsonAsync($"/api/v1/simulations/{simulation}/runs?limit=2{after}");
            listed.AddRange(page.GetProperty("items").EnumerateArray().Select(run => run.Text("id")));
            after = page.GetProperty("next").GetString() is { } next ? $"&after={Uri.EscapeDataString(next)}" : null;
        }
        while (after is not null);

        Assert.Equal(made, listed);
    }

    [PostgresFact]
    public async Task Get_Comparison_IsPiecesOfRuns()
    {
        var run = await Http.CreateRunAsync(5);
        var branch = await Http.BranchAsync(run, 2, states: 3);

        var comparison = await Http.GetJsonAsync($"/api/v1/runs/{run}/compare/{branch}");

        Assert.Equal($"{run}.2", comparison.Text("divergence_point"));
        Assert.Equal((3, 2, 3), (comparison.Number("shared_count"), comparison.Number("run1_unique_count"), comparison.Number("run2_unique_count")));
        Assert.Equal($$"""[{"run_id":"{{branch}}","from":3,"to":5}]""", comparison.GetProperty("run2_only").GetRawText());
    }

    [PostgresFact]
    public async Task Get_ManyStates_ComeByPagesAndWholeInTheOriginalsList()
    {
        const int Count = 2_500;
        var run = await Http.CreateRunAsync(Count);

        List<long> paged = [];
        for (long? from = 0; from is { } next;)
        {
            var page = await Http.GetJsonAsync($"/api/v1/runs/{run}/states?from={next}&limit=999");
            paged.AddRange(page.GetProperty("items").EnumerateArray().Select(state => state.Number("step")));
            from = page.GetProperty("next").ValueKind == System.Text.Json.JsonValueKind.Null ? null : page.Number("next");
        }

        var whole = (await Http.GetJsonAsync($"/runs/{run}/states")).GetProperty("states").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(0, Count).Select(step => (long)step), paged);
        Assert.Equal(Enumerable.Range(0, Count).Select(step => $"[{step}]"), whole.Select(state => state.GetProperty("observation").GetRawText()));
    }
}
