using System.Text.Json;
using System.Text.RegularExpressions;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Service.Runs;

/// <summary>The routes of simulator-state-db, told through the story of its own example.</summary>
public sealed partial class CompatRoutesTests(RunningServiceFixture fixture) : IClassFixture<RunningServiceFixture>
{
    private HttpClient Http => fixture.Http;

    [PostgresFact]
    public async Task Story_OfTheOriginalExample_HasTheOriginalBodies()
    {
        var simulation = await Http.CreateSimulationAsync(SimulationClient.Least);

        var root = await Http.PostJsonAsync("/states", """{"observation":[0.5, -0.0],"step_number":0,"info":{"env_state":[1e400]}}""");
        Assert.Equal(
            """
            {"id":"ROOT","step_number":0,"observation":[0.5, -0.0],"action":null,"reward":null,"done":false,"truncated":false,"parent_state_id":null,"info":{"env_state":[1e400]},"extra_metadata":{},"created_at":"TIME"}
            """,
            Golden(root, (root.Text("id"), "ROOT")));

        var main = await Http.PostJsonAsync(
            $"/simulations/{simulation}/runs", $$"""{"name":"main","root_state_id":"{{root.Text("id")}}","description":"d"}""");
        Assert.Equal(
            """
            {"id":"MAIN","name":"main","simulation_id":"SIM","root_state_id":"ROOT","status":"active","created_at":"TIME"}
            """,
            Golden(main, (root.Text("id"), "ROOT"), (main.Text("id"), "MAIN"), (simulation, "SIM")));

        var states = new List<string> { root.Text("id") };
        for (var step = 1; step <= 3; step++)
        {
            var state = await AppendAsync(main.Text("id"), step, states[^1]);
            states.Add(state.Text("id"));
        }

        var branch = await Http.PostJsonAsync(
            "/runs/branch",
            $$$"""{"parent_run_id":"{{{main.Text("id")}}}","branch_point_state_id":"{{{states[2]}}}","new_run_name":"high-lr","config_overrides":{"lr":0.01}}""");
        Assert.Equal(
            """
            {"id":"BRANCH","name":"high-lr","parent_run_id":"MAIN","branch_point_state_id":"S2","simulation_id":"SIM","status":"active","created_at":"TIME"}
            """,
            Golden(branch, (branch.Text("id"), "BRANCH"), (states[2], "S2"), (main.Text("id"), "MAIN"), (simulation, "SIM")));

        var other = await AppendAsync(branch.Text("id"), 3, states[2]);
        (string, string)[] names =
        [
            (states[1], "S1"), (states[2], "S2"), (states[3], "S3"), (other.Text("id"), "B3"), (root.Text("id"), "ROOT"),
            (main.Text("id"), "MAIN"), (branch.Text("id"), "BRANCH"), (simulation, "SIM"),
        ];
        Assert.Equal(
            """
            {"id":"B3","step_number":3,"observation":[3],"action":{"a":3},"reward":1.5,"done":false,"truncated":false,"parent_state_id":"S2","info":{},"extra_metadata":null,"created_at":"TIME","run_id":"BRANCH"}
            """,
            Golden(other, names));

        Assert.Equal(
            """
            {"run_id":"BRANCH","run_name":"high-lr","total_states":4,"states":[{"id":"ROOT","step_number":0,"sequence_order":0,"observation":[0.5, -0.0],"action":null,"reward":null,"done":false,"truncated":false,"parent_state_id":null,"created_at":"TIME"},{"id":"S1","step_number":1,"sequence_order":1,"observation":[1],"action":{"a":1},"reward":1.5,"done":false,"truncated":false,"parent_state_id":"ROOT","created_at":"TIME"},{"id":"S2","step_number":2,"sequence_order":2,"observation":[2],"action":{"a":2},"reward":1.5,"done":false,"truncated":false,"parent_state_id":"S1","created_at":"TIME"},{"id":"B3","step_number":3,"sequence_order":3,"observation":[3],"action":{"a":3},"reward":1.5,"done":false,"truncated":false,"parent_state_id":"S2","created_at":"TIME"}]}
            """,
            Golden(await Http.GetStringAsync($"/runs/{branch.Text("id")}/states"), names));

        Assert.Equal(
            """
            {"run1_id":"MAIN","run2_id":"BRANCH","shared":[{"id":"ROOT","step_number":0,"observation":[0.5, -0.0],"action":null,"reward":null,"done":false,"truncated":false},{"id":"S1","step_number":1,"observation":[1],"action":{"a":1},"reward":1.5,"done":false,"truncated":false},{"id":"S2","step_number":2,"observation":[2],"action":{"a":2},"reward":1.5,"done":false,"truncated":false}],"run1_only":[{"id":"S3","step_number":3,"observation":[3],"action":{"a":3},"reward":1.5,"done":false,"truncated":false}],"run2_only":[{"id":"B3","step_number":3,"observation":[3],"action":{"a":3},"reward":1.5,"done":false,"truncated":false}],"divergence_point":{"id":"S2","step_number":2,"observation":[2],"action":{"a":2},"reward":1.5,"done":false,"truncated":false},"shared_count":3,"run1_unique_count":1,"run2_unique_count":1}
            """,
            Golden(await Http.GetStringAsync($"/runs/{main.Text("id")}/compare/{branch.Text("id")}"), names));

        Assert.Equal(
            """
            {"simulation_id":"SIM","tree":[{"id":"MAIN","name":"main","status":"active","total_steps":3,"branch_point":null,"children":[{"id":"BRANCH","name":"high-lr","status":"active","total_steps":1,"branch_point":"S2","children":[]}]}]}
            """,
            Golden(await Http.GetStringAsync($"/simulations/{simulation}/tree"), names));

        Assert.Equal(
            """
            [{"id":"MAIN","name":"main","status":"active","total_steps":3,"total_reward":null,"created_at":"TIME","parent_run_id":null,"branch_point_state_id":null},{"id":"BRANCH","name":"high-lr","status":"active","total_steps":1,"total_reward":null,"created_at":"TIME","parent_run_id":"MAIN","branch_point_state_id":"S2"}]
            """,
            Golden(await Http.GetStringAsync($"/simulations/{simulation}/runs"), names));

        var all = await Http.GetJsonAsync("/runs?limit=1000");
        Assert.Equal(
            """
            {"id":"BRANCH","name":"high-lr","simulation_id":"SIM","status":"active","total_steps":1,"total_reward":null,"parent_run_id":"MAIN","branch_point_state_id":"S2","created_at":"TIME"}
            """,
            Golden(all.EnumerateArray().Single(run => run.Text("id") == branch.Text("id")), names));
        var line = (await Http.GetJsonAsync("/simulations?limit=1000")).EnumerateArray().Single(one => one.Text("id") == simulation);
        Assert.Equal(2, line.Number("run_count"));
    }

    [PostgresFact]
    public async Task Get_RunsByPages_IsTheWholeList()
    {
        var simulation = await Http.CreateSimulationAsync(SimulationClient.Least);
        for (var i = 0; i < 3; i++)
        {
            await Http.CreateRunAsync(simulation: simulation);
        }

        var whole = (await Http.GetJsonAsync("/runs?limit=1000")).EnumerateArray().Select(run => run.Text("id")).ToList();
        var paged = new List<string>();
        for (var skip = 0; skip < whole.Count; skip += 2)
        {
            paged.AddRange((await Http.GetJsonAsync($"/runs?skip={skip}&limit=2")).EnumerateArray().Select(run => run.Text("id")));
        }

        Assert.Equal(whole, paged);
        Assert.Equal(422, (await Http.RefusedAsync(HttpMethod.Get, "/runs?limit=1001")).Status);
    }

    [PostgresFact]
    public async Task Get_TreeOfNothing_IsEmptyAsInTheOriginal()
    {
        Assert.Equal("""{"simulation_id":"unknown","tree":[]}""", await Http.GetStringAsync("/simulations/unknown/tree"));
        Assert.Equal("""{"simulation_id":"NO ID","tree":[]}""", await Http.GetStringAsync("/simulations/NO%20ID/tree"));
    }

    [PostgresFact]
    public async Task Get_TreeOfBranchesOfBranches_IsNestedAsDeep()
    {
        var simulation = await Http.CreateSimulationAsync(SimulationClient.Least);
        var run = await Http.CreateRunAsync(1, simulation);
        for (var i = 0; i < 60; i++)
        {
            run = await Http.BranchAsync(run, i, states: 1);
        }

        var text = await Http.GetStringAsync($"/simulations/{simulation}/tree");

        using var tree = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 1_000 });
        var at = tree.RootElement.GetProperty("tree");
        var depth = 0;
        for (; at.GetArrayLength() > 0; depth++)
        {
            at = Assert.Single(at.EnumerateArray()).GetProperty("children");
        }

        Assert.Equal(61, depth);
    }

    [PostgresFact]
    public async Task Post_Commands_WithAKeyTwice_GiveTheFirstAnswer()
    {
        var simulation = await Http.CreateSimulationAsync(SimulationClient.Least);
        var key = Guid.NewGuid().ToString();
        async Task<string> TwiceAsync(string path, string body)
        {
            var first = await Http.PostJsonAsync(path, body, key);
            Assert.Equal(first.GetRawText(), (await Http.PostJsonAsync(path, body, key)).GetRawText());
            return first.Text("id");
        }

        var root = await TwiceAsync("/states", """{"observation":[],"step_number":0}""");
        var run = await TwiceAsync($"/simulations/{simulation}/runs", $$"""{"name":"r","root_state_id":"{{root}}"}""");
        var state = await TwiceAsync($"/runs/{run}/states", """{"observation":[1],"step_number":1}""");
        await TwiceAsync("/runs/branch", $$"""{"parent_run_id":"{{run}}","branch_point_state_id":"{{state}}","new_run_name":"b"}""");

        Assert.Equal(2, (await Http.GetJsonAsync($"/runs/{run}/states")).Number("total_states"));
        Assert.Equal(2, (await Http.GetJsonAsync($"/simulations/{simulation}/runs")).GetArrayLength());
        var (status, _) = await RepeatOtherAsync($"/runs/{run}/states", """{"observation":[2],"step_number":1}""", key);
        Assert.Equal(409, status);
    }

    private async Task<(int Status, string Body)> RepeatOtherAsync(string path, string body, string key)
    {
        using var answer = await Http.PostRawAsync(path, body, key);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private Task<JsonElement> AppendAsync(string run, int step, string parent) => Http.PostJsonAsync(
        $"/runs/{run}/states",
        $$$"""{"observation":[{{{step}}}],"step_number":{{{step}}},"action":{"a":{{{step}}}},"reward":1.5,"parent_state_id":"{{{parent}}}","extra_metadata":null}""");

    private static string Golden(JsonElement body, params (string Id, string Name)[] names) => Golden(body.GetRawText(), names);

    private static string Golden(string body, params (string Id, string Name)[] names) => Timestamp().Replace(
        names.Aggregate(body, (text, name) => text.Replace($"\"{name.Id}\"", $"\"{name.Name}\"", StringComparison.Ordinal)),
        "\"TIME\"");

    [GeneratedRegex(@"""\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}""")]
    private static partial Regex Timestamp();
}
