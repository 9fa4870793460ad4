using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Service;

/// <summary>Answers held against what the API document says of them.</summary>
public sealed class ApiDocumentTests(RunningServiceFixture fixture) : IClassFixture<RunningServiceFixture>
{
    private const string None = "00000000-0000-7000-8000-000000000000";

    private HttpClient Http => fixture.Http;

    [PostgresTheory]
    [InlineData("GET", "/runs", "/runs", null)]
    [InlineData("GET", "/runs?limit=0", "/runs", null)]
    [InlineData("GET", "/simulations/{sim}/runs", "/simulations/{id}/runs", null)]
    [InlineData("GET", "/simulations/{none}/runs", "/simulations/{id}/runs", null)]
    [InlineData("POST", "/simulations/{sim}/runs", "/simulations/{id}/runs", """{"name":"n","root_state_id":"{run}.0"}""")]
    [InlineData("GET", "/simulations/{sim}/tree", "/simulations/{id}/tree", null)]
    [InlineData("GET", "/runs/{run}/states", "/runs/{id}/states", null)]
    [InlineData("POST", "/runs/{run}/states", "/runs/{id}/states", """{"observation":[1],"step_number":1,"reward":1.5}""")]
    [InlineData("POST", "/runs/{run}/states", "/runs/{id}/states", """{"observation":[1],"step_number":1,"parent_state_id":"{run}.0"}""")]
    [InlineData("POST", "/states", "/states", """{"observation":[1],"step_number":1}""")]
    [InlineData("POST", "/states", "/states", """{"observation":[1],"step_number":1,"parent_state_id":"x"}""")]
    [InlineData("GET", "/runs/{run}/compare/{branch}", "/runs/{run1}/compare/{run2}", null)]
    [InlineData("POST", "/runs/branch", "/runs/branch", """{"parent_run_id":"{run}","branch_point_state_id":"{run}.1","new_run_name":"b"}""")]
    [InlineData("GET", "/api/v1/simulations/{sim}", "/api/v1/simulations/{id}", null)]
    [InlineData("GET", "/api/v1/simulations/{none}", "/api/v1/simulations/{id}", null)]
    [InlineData("GET", "/api/v1/simulations/{sim}/runs", "/api/v1/simulations/{id}/runs", null)]
    [InlineData("POST", "/api/v1/simulations/{sim}/runs", "/api/v1/simulations/{id}/runs", """{"name":"n"}""")]
    [InlineData("POST", "/api/v1/simulations/{sim}/runs", "/api/v1/simulations/{id}/runs", "{}")]
    [InlineData("GET", "/api/v1/simulations/{sim}/tree", "/api/v1/simulations/{id}/tree", null)]
    [InlineData("GET", "/api/v1/simulations/{sim}/leaves", "/api/v1/simulations/{id}/leaves", null)]
    [InlineData("GET", "/api/v1/simulations/{sim}/terminal", "/api/v1/simulations/{id}/terminal", null)]
    [InlineData("GET", "/api/v1/simulations/{sim}/tags", "/api/v1/simulations/{id}/tags", null)]
    [InlineData("PUT", "/api/v1/simulations/{sim}/tags/t", "/api/v1/simulations/{id}/tags/{name}", """{"state_id":"{run}.1"}""")]
    [InlineData("GET", "/api/v1/runs/{run}", "/api/v1/runs/{id}", null)]
    [InlineData("GET", "/api/v1/runs/{none}", "/api/v1/runs/{id}", null)]
    [InlineData("POST", "/api/v1/runs/{run}/pause", "/api/v1/runs/{id}/pause", "{}")]
    [InlineData("POST", "/api/v1/runs/{run}/complete", "/api/v1/runs/{id}/complete", """{"total_reward":1}""")]
    [InlineData("POST", "/api/v1/runs/{run}/complete", "/api/v1/runs/{id}/complete", """{"expected_head":9}""")]
    [InlineData("POST", "/api/v1/runs/{run}/fail", "/api/v1/runs/{id}/fail", """{"reason":"r"}""")]
    [InlineData("POST", "/api/v1/runs/{run}/prune", "/api/v1/runs/{id}/prune", "{}")]
    [InlineData("POST", "/api/v1/runs/{run}/branches", "/api/v1/runs/{id}/branches", """{"name":"b","step":1}""")]
    [InlineData("GET", "/api/v1/runs/{run}/config", "/api/v1/runs/{id}/config", null)]
    [InlineData("GET", "/api/v1/runs/{run}/states", "/api/v1/runs/{id}/states", null)]
    [InlineData("POST", "/api/v1/runs/{run}/states", "/api/v1/runs/{id}/states", """{"states":[{"observation":1}]}""")]
    [InlineData("GET", "/api/v1/runs/{run}/compare/{branch}", "/api/v1/runs/{run1}/compare/{run2}", null)]
    [InlineData("GET", "/api/v1/runs/{one}/export", "/api/v1/runs/{id}/export", null)]
    [InlineData("GET", "/api/v1/states/{run}.1", "/api/v1/states/{id}", null)]
    [InlineData("GET", "/api/v1/states/{run}.1/children", "/api/v1/states/{id}/children", null)]
    [InlineData("GET", "/api/v1/states/{run}.1/descendants", "/api/v1/states/{id}/descendants", null)]
    [InlineData("GET", "/api/v1/states/{run}.1/lineage", "/api/v1/states/{id}/lineage", null)]
    [InlineData("GET", "/api/v1/states/{run}.1/lineage/states", "/api/v1/states/{id}/lineage/states", null)]
    [InlineData("GET", "/api/v1/states/{run}.1/ancestor?step=0", "/api/v1/states/{id}/ancestor", null)]
    [InlineData("GET", "/api/v1/states/{one}.0/export", "/api/v1/states/{id}/export", null)]
    [InlineData("GET", "/api/v1/states/common-ancestor?a={run}.1&b={one}.0", "/api/v1/states/common-ancestor", null)]
    [InlineData("GET", "/api/v1/states/distance?a={run}.1&b={one}.0", "/api/v1/states/distance", null)]
    [InlineData("GET", "/api/v1/states/is-ancestor?ancestor={run}.1&descendant={run}.2", "/api/v1/states/is-ancestor", null)]
    [InlineData("PUT", "/api/v1/blobs", "/api/v1/blobs", "content")]
    [InlineData("PUT", "/api/v1/blobs", "/api/v1/blobs", "")]
    [InlineData("GET", "/api/v1/blobs/x", "/api/v1/blobs/{sha256}", null)]
    [InlineData("GET", "/api/trainings", "/api/trainings", null)]
    [InlineData("GET", "/api/trainings/x", "/api/trainings/{id}", null)]
    [InlineData("GET", "/api/trainings/0", "/api/trainings/{id}", null)]
    [InlineData("GET", "/api/trainings/0/timeline", "/api/trainings/{id}/timeline", null)]
    [InlineData("GET", "/api/timeline/step/0", "/api/timeline/{type}/{id}", null)]
    [InlineData("GET", "/api/rollouts/0", "/api/rollouts/{id}", null)]
    [InlineData("GET", "/api/rollouts/0/turns/0", "/api/rollouts/{id}/turns/{turnId}", null)]
    [InlineData("PATCH", "/api/rollouts/0/validation-override", "/api/rollouts/{id}/validation-override", "{}")]
    [InlineData("GET", "/api/screenshots/x", "/api/screenshots/{path}", null)]
    [InlineData("GET", "/api/videos?path=x", "/api/videos", null)]
    [InlineData("GET", "/api/v1/devices", "/api/v1/devices", null)]
    [InlineData("GET", "/api/v1/devices?status=odd", "/api/v1/devices", null)]
    [InlineData("GET", "/api/v1/devices/none.1", "/api/v1/devices/{id}", null)]
    [InlineData("POST", "/api/v1/devices/none.1/renew", "/api/v1/devices/{id}/renew", """{"token":1}""")]
    [InlineData("POST", "/api/v1/devices/none.1/release", "/api/v1/devices/{id}/release", """{"token":1}""")]
    [InlineData("POST", "/api/v1/devices/none.1/screenshot", "/api/v1/devices/{id}/screenshot", """{"token":1}""")]
    [InlineData("POST", "/api/v1/devices/none.1/act", "/api/v1/devices/{id}/act", """{"token":1,"type":"fly"}""")]
    [InlineData("POST", "/api/v1/devices/none.1/act", "/api/v1/devices/{id}/act", """{"token":1,"type":"tap","x":1,"y":2}""")]
    [InlineData("POST", "/api/v1/devices/none.1/shell", "/api/v1/devices/{id}/shell", """{"token":1,"command":""}""")]
    [InlineData("POST", "/api/v1/devices/none.1/reset", "/api/v1/devices/{id}/reset", """{"token":1,"seed":-1}""")]
    [InlineData("POST", "/api/v1/devices/none.1/terminate", "/api/v1/devices/{id}/terminate", "{}")]
    [InlineData("POST", "/api/v1/devices/none.1/terminate", "/api/v1/devices/{id}/terminate", """{"only_if_free":1}""")]
    [InlineData("POST", "/api/v1/devices/none.1/install", "/api/v1/devices/{id}/install", """{"token":1,"app":"-a"}""")]
    [InlineData("POST", "/api/v1/devices/none.1/open", "/api/v1/devices/{id}/open", """{"token":1,"package":"a.b"}""")]
    [InlineData("POST", "/api/v1/devices/none.1/snapshot", "/api/v1/devices/{id}/snapshot", """{"token":1}""")]
    [InlineData("POST", "/api/v1/devices/none.1/restore", "/api/v1/devices/{id}/restore", """{"token":1,"snapshot":1}""")]
    [InlineData("POST", "/api/v1/devices/none.1/goal", "/api/v1/devices/{id}/goal", """{"token":1,"task_id":"none"}""")]
    [InlineData("POST", "/api/v1/devices/none.1/live-view", "/api/v1/devices/{id}/live-view", """{"token":1,"duration_seconds":0}""")]
    [InlineData("GET", "/api/v1/device-pools", "/api/v1/device-pools", null)]
    [InlineData("GET", "/api/v1/device-pools/none", "/api/v1/device-pools/{name}", null)]
    [InlineData("PUT", "/api/v1/device-pools/none", "/api/v1/device-pools/{name}", """{"box_type":"fridge"}""")]
    [InlineData("POST", "/api/v1/device-pools/none/drain", "/api/v1/device-pools/{name}/drain", "{}")]
    [InlineData("POST", "/api/v1/device-pools/none/reconcile", "/api/v1/device-pools/{name}/reconcile", "{}")]
    [InlineData("POST", "/api/v1/device-pools/none/leases", "/api/v1/device-pools/{name}/leases", """{"lease_id":"a"}""")]
    [InlineData("GET", "/api/v1/trainings/{none}/events", "/api/v1/trainings/{id}/events", null)]
    public async Task Send_Request_IsAnsweredAsTheApiDocumentSays(string method, string path, string route, string? body)
    {
        var simulation = await Http.CreateSimulationAsync(SimulationClient.Least);
        var run = await Http.CreateRunAsync(3, simulation);
        var branch = await Http.BranchAsync(run, 1, states: 1);
        var one = await Http.CreateRunAsync(1);
        string Fill(string text) => text.Replace("{sim}", simulation, StringComparison.Ordinal)
            .Replace("{run}", run, StringComparison.Ordinal).Replace("{branch}", branch, StringComparison.Ordinal)
            .Replace("{one}", one, StringComparison.Ordinal).Replace("{none}", None, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(method), Fill(path));
        request.Content = body is null ? null : new StringContent(Fill(body), System.Text.Encoding.UTF8, "application/json");

        using var answer = await Http.SendAsync(request);

        await Http.AssertFitsAsync(answer, method, route);
    }
}
