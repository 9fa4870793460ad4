using System.Text.Json;
using CuaRl.Silo.Commands;
using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Service.Devices;

/// <summary>Apps, snapshots, goals, live views and the end of devices, over HTTP.</summary>
public sealed class DeviceContentApiTests(DeviceService service) : IClassFixture<DeviceService>
{
    private const string Brightness = "train_02_max_brightness";

    private static int _last;

    private HttpClient Http => service.Http;

    public static TheoryData<string, string> Calls => new()
    {
        { "install", "\"app\":\"com.example.game\"" },
        { "open", "\"package\":\"com.android.settings\"" },
        { "snapshot", "" },
        { "restore", "\"snapshot\":{}" },
        { "goal", $"\"task_id\":\"{Brightness}\"" },
        { "validate", $"\"task_id\":\"{Brightness}\"" },
        { "live-view", "\"duration_seconds\":60" },
    };

    [PostgresFact]
    public async Task Calls_OfTheHolder_ReachTheBox()
    {
        await LoadTaskAsync();
        var (device, lease) = await LeaseAsync();
        var token = lease.GetProperty("token").GetInt64();

        Assert.Equal(204, await SendAsync(device, "install", token, "\"app\":\"https://apps.example/game.apk\""));
        Assert.Equal(204, await SendAsync(device, "open", token, "\"package\":\"com.android.settings\""));
        var kept = (await PostAsync(device, "snapshot", token)).GetProperty("snapshot");
        var restored = await PostAsync(device, "restore", token, $"\"snapshot\":{kept.GetRawText()}");
        var goal = await PostAsync(device, "goal", token, $"\"task_id\":\"{Brightness}\",\"finish_message\":\"done\"");
        var view = await PostAsync(device, "live-view", token, "\"duration_seconds\":60");

        Assert.Equal(lease.Text("box_id"), restored.Text("box_id"));
        Assert.True(goal.GetProperty("is_reached").GetBoolean());
        Assert.Equal($"https://live.example/{lease.Text("box_id")}", view.Text("url"));

        // The pool may look for a box that was not there yet when it listed them.
        Assert.Equal(
            [
                "install https://apps.example/game.apk", "open com.android.settings", "snapshot", "restore", $"check {Brightness}",
                "live view 60",
            ],
            service.Driver.Calls.Where(call => call.Box == lease.Text("box_id") && call.Call != "find").Select(call => call.Call));
        var stored = await service.Database.ScalarAsync<long>(
            "SELECT count(*) FROM orleansstorage WHERE convert_from(payloadbinary, 'UTF8') LIKE '%live.example%'");
        Assert.Equal(0, stored);
    }

    [PostgresTheory]
    [MemberData(nameof(Calls))]
    public async Task Call_OfAnOldToken_IsRefusedAndNothingDone(string verb, string fields)
    {
        await LoadTaskAsync();
        var (device, lease) = await LeaseAsync();
        var token = lease.GetProperty("token").GetInt64();
        await PostAsync(device, "release", token);

        var (status, problem) = await RefusedAsync(device, verb, token, fields);

        Assert.Equal((409, true), (status, problem.Contains("urn:cuarl:problem:lease-lost\"", StringComparison.Ordinal)));

        // The pool may look for a box that was not there yet when it listed them.
        Assert.DoesNotContain(service.Driver.Calls, call => call.Box == lease.Text("box_id") && call.Call != "find");
    }

    [PostgresTheory]
    [MemberData(nameof(Calls))]
    public async Task Call_ToNobody_OrWithWrongFields_IsRefusedByName(string verb, string fields)
    {
        await LoadTaskAsync();

        Assert.Equal(404, (await RefusedAsync("nobody.1", verb, 1, fields)).Status);
        var (status, problem) = await RefusedAsync("nobody.1", verb, 1, $"{fields}{(fields.Length > 0 ? "," : "")}\"odd\":1");
        Assert.Equal((422, true), (status, problem.Contains("\"odd\"", StringComparison.Ordinal)));
        Assert.Equal(422, (await Http.RefusedAsync(HttpMethod.Post, $"/api/v1/devices/nobody.1/{verb}", "{}")).Status);
    }

    [PostgresFact]
    public async Task SimulatedPhone_IsKeptRestoredJudgedAndHasNoLiveView()
    {
        await LoadTaskAsync();
        await Http.PutAsync("/api/v1/device-pools/phones", Json("""{"box_type":"simulated","max_size":1}"""));
        var (device, lease) = await AcquireAsync("phones");
        var token = lease.GetProperty("token").GetInt64();
        await PostAsync(device, "reset", token, $"\"task_id\":\"{Brightness}\",\"seed\":5");
        var goal = $"\"task_id\":\"{Brightness}\"";

        Assert.False((await PostAsync(device, "goal", token, goal)).GetProperty("is_reached").GetBoolean());
        var before = await PostAsync(device, "screenshot", token);
        var kept = (await PostAsync(device, "snapshot", token)).GetProperty("snapshot");
        await PostAsync(device, "shell", token, "\"command\":\"settings put system screen_brightness 255\"");
        Assert.True((await PostAsync(device, "goal", token, goal)).GetProperty("is_reached").GetBoolean());
        await PostAsync(device, "restore", token, $"\"snapshot\":{kept.GetRawText()}");

        Assert.False((await PostAsync(device, "goal", token, goal)).GetProperty("is_reached").GetBoolean());
        Assert.Equal(before.Text("image"), (await PostAsync(device, "screenshot", token)).Text("image"));
        var (noSnapshot, said) = await RefusedAsync(device, "restore", token, "\"snapshot\":{}");
        Assert.Equal((502, true), (noSnapshot, said.Contains("snapshot: has version 0", StringComparison.Ordinal)));
        var (status, problem) = await RefusedAsync(device, "live-view", token, "");
        Assert.Equal((501, true), (status, problem.Contains("urn:cuarl:problem:device-unsupported\"", StringComparison.Ordinal)));
        Assert.Contains("have no live view", problem, StringComparison.Ordinal);
        Assert.Equal(502, (await RefusedAsync(device, "open", token, "\"package\":\"com.example.nothing\"")).Status);
        Assert.Equal(422, (await RefusedAsync(device, "open", token, "\"package\":\"two words\"")).Status);
    }

    [PostgresFact]
    public async Task Terminate_OfAHeldDevice_NeedsToBeMeant()
    {
        var (device, lease) = await LeaseAsync();

        var (status, problem) = await Http.RefusedAsync(HttpMethod.Post, $"/api/v1/devices/{device}/terminate", "{}");
        Assert.Equal((409, true), (status, problem.Contains("urn:cuarl:problem:device-busy\"", StringComparison.Ordinal)));
        Assert.Equal(404, (await Http.RefusedAsync(HttpMethod.Post, "/api/v1/devices/nobody.1/terminate", "{}")).Status);
        Assert.Contains("lease 'a' holds", await FailsAsync($"devices terminate {device} --json"), StringComparison.Ordinal);
        Assert.True(service.Driver.Boxes.ContainsKey(lease.Text("box_id")));

        var ended = JsonSerializer.Deserialize<JsonElement>(await OkAsync($"devices terminate {device} --even-if-held --json"));

        Assert.Equal(("terminated", "terminated"), (ended.Text("status"), ended.Text("last_lease_end")));
        Assert.False(service.Driver.Boxes.ContainsKey(lease.Text("box_id")));
        Assert.Equal(409, (await RefusedAsync(device, "snapshot", lease.GetProperty("token").GetInt64(), "")).Status);
    }

    [PostgresFact]
    public async Task Terminate_OfAFreeDevice_IsFollowedByAnotherBoxWhenOneIsWanted()
    {
        var (device, lease) = await LeaseAsync();
        await PostAsync(device, "release", lease.GetProperty("token").GetInt64());

        var ended = await Http.PostJsonAsync($"/api/v1/devices/{device}/terminate", "{}");
        var (again, next) = await AcquireAsync(device[..device.LastIndexOf('.')], "b");

        Assert.Equal(("terminated", "released"), (ended.Text("status"), ended.Text("last_lease_end")));
        Assert.Equal(device, again);
        Assert.NotEqual(lease.Text("box_id"), next.Text("box_id"));
    }

    [PostgresFact]
    public async Task Pool_Shown_SaysAllOfItsLimits()
    {
        const string Set =
            """
            {"box_type":"scripted","min_size":1,"max_size":3,"warm":2,"queue_limit":7,"wait_limit_seconds":8.5,"bind_deadline_seconds":9,
             "lease_duration_seconds":10,"lease_limit_seconds":20,"recycle_after":6,"fault_limit":4,"box_lifetime_seconds":600,"idle_limit_seconds":11,"box_config":{"a":1}}
            """;
        await Http.PutAsync("/api/v1/device-pools/limits", Json(Set));

        var shown = await Http.GetJsonAsync("/api/v1/device-pools/limits");

        Assert.All(
            JsonSerializer.Deserialize<JsonElement>(Set).EnumerateObject(),
            field => Assert.True(JsonElement.DeepEquals(field.Value, shown.GetProperty(field.Name)), field.Name));
        var lines = await OkAsync("pools show limits");
        Assert.Contains("bind_deadline_seconds", lines, StringComparison.Ordinal);
        Assert.Contains("8.5", lines, StringComparison.Ordinal);
    }

    private Task<JsonElement> LoadTaskAsync() => Http.PostJsonAsync(
        "/api/v1/tasks/load", $$"""{"sources":[{"source_type":"ids","task_ids":["{{Brightness}}"]}]}""");

    private async Task<(string Device, JsonElement Lease)> LeaseAsync()
    {
        var pool = $"contents-{Interlocked.Increment(ref _last)}";
        await Http.PutAsync($"/api/v1/device-pools/{pool}", Json("""{"box_type":"scripted","max_size":1}"""));
        return await AcquireAsync(pool);
    }

    private async Task<(string Device, JsonElement Lease)> AcquireAsync(string pool, string id = "a")
    {
        JsonElement lease = default;
        await Eventually.HoldsAsync("a device", async () =>
        {
            lease = (await Http.PostJsonAsync($"/api/v1/device-pools/{pool}/leases", $$"""{"lease_id":"{{id}}"}""")).GetProperty("lease");
            return lease.ValueKind == JsonValueKind.Object;
        });
        return (lease.Text("device_id")!, lease);
    }

    private static string Body(long token, string fields) => $$"""{"token":{{token}}{{(fields.Length > 0 ? "," : "")}}{{fields}}}""";

    private async Task<JsonElement> PostAsync(string device, string verb, long token, string fields = "")
    {
        using var answer = await Http.PostAsync($"/api/v1/devices/{device}/{verb}", Json(Body(token, fields)));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        await Http.AssertFitsAsync(answer, "POST", $"/api/v1/devices/{{id}}/{verb}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private async Task<int> SendAsync(string device, string verb, long token, string fields)
    {
        using var answer = await Http.PostAsync($"/api/v1/devices/{device}/{verb}", Json(Body(token, fields)));
        return (int)answer.StatusCode;
    }

    private async Task<(int Status, string Body)> RefusedAsync(string device, string verb, long token, string fields)
    {
        using var answer = await Http.PostAsync($"/api/v1/devices/{device}/{verb}", Json(Body(token, fields)));
        await Http.AssertFitsAsync(answer, "POST", $"/api/v1/devices/{{id}}/{verb}");
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static StringContent Json(string json) => new(json, System.Text.Encoding.UTF8, "application/json");

    private async Task<string> OkAsync(string line)
    {
        var (exitCode, output, error) = await RunAsync(line);
        Assert.True(exitCode == CommandLine.Ok, error);
        return output;
    }

    private async Task<string> FailsAsync(string line)
    {
        var (exitCode, output, error) = await RunAsync(line);
        Assert.NotEqual(CommandLine.Ok, exitCode);
        return output + error;
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync([.. line.Split(' '), "--url", service.Address.ToString()], output, error);
        return (exitCode, output.ToString(), error.ToString());
    }
}
