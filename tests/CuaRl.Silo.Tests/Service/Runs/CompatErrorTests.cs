using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Service.Runs;

public sealed class CompatErrorTests(RunningServiceFixture fixture) : IClassFixture<RunningServiceFixture>
{
    private const string NoRun = "00000000-0000-7000-8000-000000000000";
    private const string State = """{"observation":[],"step_number":0}""";

    private HttpClient Http => fixture.Http;

    [PostgresTheory]
    [InlineData("GET", "/simulations/{none}/runs", null, "Simulation not found")]
    [InlineData("POST", "/simulations/{none}/runs", """{"name":"n","root_state_id":"{root}"}""", "Simulation not found")]
    [InlineData("POST", "/simulations/{sim}/runs", """{"name":"n","root_state_id":"{none}.0"}""", "Root state not found")]
    [InlineData("POST", "/simulations/{sim}/runs", """{"name":"n","root_state_id":"nonsense"}""", "Root state not found")]
    [InlineData("GET", "/runs/{none}/states", null, "Run not found")]
    [InlineData("GET", "/runs/nonsense/states", null, "Run not found")]
    [InlineData("POST", "/runs/{none}/states", State, "Run not found")]
    [InlineData("GET", "/runs/{none}/compare/{run}", null, "Run 1 not found")]
    [InlineData("GET", "/runs/{run}/compare/{none}", null, "Run 2 not found")]
    [InlineData("GET", "/runs/{run}/compare/nonsense", null, "Run 2 not found")]
    [InlineData("POST", "/runs/branch", """{"parent_run_id":"{none}","branch_point_state_id":"{root}","new_run_name":"b"}""", "Parent run not found")]
    [InlineData("POST", "/runs/branch", """{"parent_run_id":"x","branch_point_state_id":"{root}","new_run_name":"b"}""", "Parent run not found")]
    [InlineData("POST", "/runs/branch", """{"parent_run_id":"{run}","branch_point_state_id":"{run}.99","new_run_name":"b"}""", "Branch point state not found")]
    [InlineData("POST", "/runs/branch", """{"parent_run_id":"{run}","branch_point_state_id":"x","new_run_name":"b"}""", "Branch point state not found")]
    public async Task Send_UnknownId_Is404InTheOriginalWords(string method, string path, string? body, string detail)
    {
        var ids = await IdsAsync();

        var (status, text) = await Http.RefusedAsync(new HttpMethod(method), Fill(path, ids), body is null ? null : Fill(body, ids));

        Assert.Equal((404, $$"""{"detail":"{{detail}}"}"""), (status, text));
    }

    [PostgresTheory]
    [InlineData("/states", """{"observation":[],"step_number":1,"parent_state_id":"{none}.0"}""", "Failed to create state: ")]
    [InlineData("/states", """{"observation":[],"step_number":1,"parent_state_id":"nonsense"}""", "Failed to create state: ")]
    [InlineData("/runs/branch", """{"parent_run_id":"{run}","branch_point_state_id":"{foreign}","new_run_name":"b"}""", "Failed to create branch: ")]
    [InlineData("/simulations/{sim}/runs", """{"name":"n","root_state_id":"{foreign}"}""", "Failed to create run: ")]
    public async Task Post_Unfit_Is400SayingWhatFailed(string path, string body, string detail)
    {
        var ids = await IdsAsync();

        var (status, text) = await Http.RefusedAsync(HttpMethod.Post, Fill(path, ids), Fill(body, ids));

        Assert.Equal(400, status);
        Assert.StartsWith($$"""{"detail":"{{detail}}""", text, StringComparison.Ordinal);
        Assert.Equal(1, (await Http.GetJsonAsync($"/simulations/{ids.Simulation}/runs")).GetArrayLength());
    }

    [PostgresTheory]
    [InlineData("{run}.0")]
    [InlineData("{run}.2")]
    [InlineData("{foreign}")]
    [InlineData("{root}")]
    public async Task Post_StateAfterAnotherThanTheLast_IsAConflictAndWritesNothing(string parent)
    {
        var ids = await IdsAsync();
        var body = $$"""{"observation":[],"step_number":9,"parent_state_id":"{{Fill(parent, ids)}}"}""";

        var (status, text) = await Http.RefusedAsync(HttpMethod.Post, $"/runs/{ids.Run}/states", body);

        Assert.Equal(409, status);
        Assert.Contains(ids.Run, text, StringComparison.Ordinal);
        Assert.Equal(2, (await Http.GetJsonAsync($"/runs/{ids.Run}/states")).Number("total_states"));
    }

    [PostgresFact]
    public async Task Post_StateToAnEndedRun_IsAConflict()
    {
        var run = await Http.CreateRunAsync(1);
        await Http.PostJsonAsync($"/api/v1/runs/{run}/complete", "{}");

        var (status, text) = await Http.RefusedAsync(HttpMethod.Post, $"/runs/{run}/states", State);

        Assert.Equal(409, status);
        Assert.Contains("completed", text, StringComparison.Ordinal);
    }

    [PostgresTheory]
    [InlineData("/states", "{}", "body.observation body.step_number")]
    [InlineData("/states", """{"observation":{},"step_number":0}""", "body.observation")]
    [InlineData("/states", """{"observation":[],"step_number":-1}""", "body.step_number")]
    [InlineData("/states", """{"observation":[],"step_number":9223372036854775808}""", "body.step_number")]
    [InlineData("/states", """{"observation":[],"step_number":0,"reward":NaN}""", "body")]
    [InlineData("/states", """{"observation":[],"step_number":0,"reward":1e999}""", "body.reward")]
    [InlineData("/states", "[", "body")]
    [InlineData("/runs/{run}/states", "{}", "body.observation body.step_number")]
    [InlineData("/simulations/{sim}/runs", "{}", "body.root_state_id body.name")]
    [InlineData("/simulations/{sim}/runs", """{"name":"{long}","root_state_id":"x"}""", "body.name")]
    [InlineData("/runs/branch", """{"parent_run_id":1,"config_overrides":[]}""", "body.parent_run_id body.branch_point_state_id body.new_run_name body.config_overrides")]
    public async Task Post_WrongBody_Is422NamingEachField(string path, string body, string expected)
    {
        var ids = await IdsAsync();

        using var answer = await Http.PostRawAsync(
            Fill(path, ids), Fill(body, ids).Replace("{long}", new string('n', 10_000), StringComparison.Ordinal));

        Assert.Equal(422, (int)answer.StatusCode);
        var details = (await answer.JsonAsync()).GetProperty("detail").EnumerateArray().ToList();
        Assert.Equal(expected.Split(' '), details.Select(detail => string.Join('.', detail.GetProperty("loc").EnumerateArray())));
        Assert.All(details, detail => Assert.Equal(["type", "loc", "msg"], detail.Names()));
    }

    [PostgresTheory]
    [InlineData("/states")]
    [InlineData("/runs/{run}/states")]
    [InlineData("/api/v1/runs/{run}/states")]
    public async Task Post_ObservationOfTwentyMegabytes_Is413(string path)
    {
        var ids = await IdsAsync();
        var body = $$"""{"observation":["{{new string('x', 20_000_000)}}"],"step_number":0}""";

        var (status, _) = await Http.RefusedAsync(HttpMethod.Post, Fill(path, ids), body);

        Assert.Equal(413, status);
        Assert.Equal(2, (await Http.GetJsonAsync($"/runs/{ids.Run}/states")).Number("total_states"));
    }

    [PostgresFact]
    public async Task Post_FromAPageOfAnotherOrigin_IsRefused()
    {
        var run = await Http.CreateRunAsync(1);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/runs/{run}/prune");
        request.Headers.Add("Origin", "https://elsewhere.example");
        using var answer = await Http.SendAsync(request);

        Assert.Equal(403, (int)answer.StatusCode);
        Assert.Equal("active", (await Http.GetJsonAsync($"/api/v1/runs/{run}")).Text("status"));
    }

    private async Task<Ids> IdsAsync()
    {
        var simulation = await Http.CreateSimulationAsync(SimulationClient.Least);
        var root = (await Http.PostJsonAsync("/states", State)).Text("id");
        var run = await Http.CreateRunAsync(2, simulation);
        var foreign = await Http.CreateRunAsync(2);
        return new Ids(simulation, root, run, $"{foreign}.1");
    }

    private static string Fill(string text, Ids ids) => text
        .Replace("{sim}", ids.Simulation, StringComparison.Ordinal)
        .Replace("{root}", ids.Root, StringComparison.Ordinal)
        .Replace("{run}", ids.Run, StringComparison.Ordinal)
        .Replace("{foreign}", ids.Foreign, StringComparison.Ordinal)
        .Replace("{none}", NoRun, StringComparison.Ordinal);

    private sealed record Ids(string Simulation, string Root, string Run, string Foreign);
}
