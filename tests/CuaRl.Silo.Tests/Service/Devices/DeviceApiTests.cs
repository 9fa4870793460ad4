using CuaRl.Silo.Commands;
using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Service.Devices;

public sealed class DeviceApiTests(DeviceService service) : IClassFixture<DeviceService>
{
    private HttpClient Http => service.Http;

    [PostgresFact]
    public async Task Device_FromAcquireToRelease_IsDrivenOverHttp()
    {
        await Http.PutAsync("/api/v1/device-pools/web", Json("""{"box_type":"scripted","max_size":1,"warm":0}"""));
        var lease = (await AcquireAsync("web", "a")).GetProperty("lease");
        var (device, token) = (lease.Text("device_id"), lease.GetProperty("token").GetInt64());

        Assert.Equal(("web.0", 100), (device, lease.GetProperty("screen_width").GetInt32()));
        using (var waiting = await Http.PostAsync("/api/v1/device-pools/web/leases", Json("""{"lease_id":"b","patience_seconds":0}""")))
        {
            Assert.Equal(202, (int)waiting.StatusCode);
            await Http.AssertFitsAsync(waiting, "POST", "/api/v1/device-pools/{name}/leases");
        }

        using (var acted = await Http.PostAsync(
            $"/api/v1/devices/{device}/act", Json($$"""{"token":{{token}},"type":"swipe","x":1,"y":2,"to_x":3,"to_y":4}""")))
        {
            Assert.Equal(204, (int)acted.StatusCode);
        }

        var shown = await Http.PostJsonAsync($"/api/v1/devices/{device}/screenshot", $$"""{"token":{{token}}}""");
        Assert.Equal("png"u8.ToArray(), shown.GetProperty("image").GetBytesFromBase64());
        Assert.Equal("ls", (await Http.PostJsonAsync($"/api/v1/devices/{device}/shell", $$"""{"token":{{token}},"command":"ls"}""")).Text("output"));
        Assert.Equal("a", (await Http.PostJsonAsync($"/api/v1/devices/{device}/reset", $$"""{"token":{{token}},"seed":3}""")).Text("lease_id"));
        var (status, body) = await Http.RefusedAsync(
            HttpMethod.Post, $"/api/v1/devices/{device}/act", $$"""{"token":{{token}},"type":"tap","x":100,"y":2}""");
        Assert.Equal((422, true), (status, body.Contains("must lie on the screen of 100 x 200 pixels", StringComparison.Ordinal)));

        Assert.Contains("web.0", await OkAsync("devices --pool web --leased"), StringComparison.Ordinal);
        Assert.Contains("scripted", await OkAsync("pools"), StringComparison.Ordinal);
        var freed = await Http.PostJsonAsync($"/api/v1/devices/{device}/release", $$"""{"token":{{token}}}""");
        Assert.Equal("released", freed.Text("last_lease_end"));
        Assert.Equal(409, (await Http.RefusedAsync(HttpMethod.Post, $"/api/v1/devices/{device}/renew", $$"""{"token":{{token}}}""")).Status);

        // Who waited has it now, with the next token.
        var next = (await AcquireAsync("web", "b")).GetProperty("lease");
        Assert.Equal(("web.0", token + 1), (next.Text("device_id"), next.GetProperty("token").GetInt64()));
        Assert.Equal(204, (int)(await Http.DeleteAsync("/api/v1/device-pools/web/leases/b")).StatusCode);
        Assert.Equal(
            "running box-",
            await service.Database.ScalarAsync<string>("SELECT status || ' ' || left(gbox_id, 4) FROM environment WHERE device_id = 'web.0'"));
        Assert.Equal(
            "1 a released; 2 b released",
            await service.Database.ScalarAsync<string>(
                "SELECT string_agg(concat_ws(' ', token, lease_id, ended), '; ' ORDER BY token) FROM device_lease WHERE device_id = 'web.0'"));
        Assert.Equal(0, await service.Database.ScalarAsync<long>("SELECT count(*) FROM device_lease_overlap"));
    }

    [PostgresFact]
    public async Task Pool_AfterARestart_KnowsItsLeasesAndEndsWhatIsNobodys()
    {
        await Http.PutAsync("/api/v1/device-pools/kept", Json("""{"box_type":"scripted","max_size":2,"warm":0}"""));
        var lease = (await AcquireAsync("kept", "a")).GetProperty("lease");
        var owner = service.Driver.Boxes[lease.Text("box_id")];

        await service.RestartAsync();

        // Made while nobody looked, as by a silo that died before it could write.
        var orphan = service.Driver.Add(owner with { Device = "kept.9" });
        var others = service.Driver.Add(owner with { Service = "others", Device = "kept.9" });
        Assert.Equal(lease.GetProperty("token").GetInt64(), (await AcquireAsync("kept", "a")).GetProperty("lease").GetProperty("token").GetInt64());
        await Eventually.HoldsAsync("the orphan is ended", async () =>
        {
            await Http.PostJsonAsync("/api/v1/device-pools/kept/reconcile", "{}");
            return !service.Driver.Boxes.ContainsKey(orphan);
        });
        Assert.True(service.Driver.Boxes.ContainsKey(others));
        Assert.True(service.Driver.Boxes.ContainsKey(lease.Text("box_id")));
    }

    private async Task<System.Text.Json.JsonElement> AcquireAsync(string pool, string lease) => await Eventually.GivesAsync<object>(
        "a device", async () =>
        {
            var answer = await Http.PostJsonAsync($"/api/v1/device-pools/{pool}/leases", $$"""{"lease_id":"{{lease}}","training_id":"t"}""");
            return answer.GetProperty("lease").ValueKind == System.Text.Json.JsonValueKind.Object ? answer : null;
        }) is System.Text.Json.JsonElement found ? found : default;

    private static StringContent Json(string json) => new(json, System.Text.Encoding.UTF8, "application/json");

    private async Task<string> OkAsync(string line)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync([.. line.Split(' '), "--url", service.Address.ToString()], output, error);
        Assert.True(exitCode == CommandLine.Ok, error.ToString());
        return output.ToString();
    }
}
