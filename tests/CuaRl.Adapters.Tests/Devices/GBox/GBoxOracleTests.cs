using System.Text;
using System.Text.Json;
using CuaRl.Adapters.Devices.Emulator;
using CuaRl.Adapters.Devices.GBox;
using CuaRl.Core.Devices;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Endpoints;
using CuaRl.TestKit.Oracles;

namespace CuaRl.Adapters.Tests.Devices.GBox;

/// <summary>Client and emulator against the endpoints and requests that GBox's own client documents.</summary>
public sealed class GBoxOracleTests
{
    private const string Oracle = "wire/gbox_endpoints_and_requests.json";

    /// <summary>Documented in the types of GBox's client, but in none of its sample calls.</summary>
    private static readonly string[] BesideTheSamples =
    [
        "boxes.createAndroid config", "boxes.createAndroid timeout", "boxes.createAndroid wait",
        "boxes.createLinux config", "boxes.createLinux timeout", "boxes.createLinux wait",
        "boxes.actions.drag path", "boxes.actions.screenshot outputFormat", "boxes.actions.swipe end", "boxes.actions.swipe start",
        "boxes.snapshot.create name",
    ];

    /// <summary>Targets in words, which only GBox's own model finds.</summary>
    private static readonly string[] NotEmulated = ["boxes.actions.swipe"];

    [OracleFact(Oracle)]
    public async Task Client_EveryRequest_IsADocumentedOne()
    {
        using var oracle = Read();
        await using var server = await ScriptedServer.StartAsync();
        server.Reply = ScriptedGBox.Reply;
        await TourAsync(server);

        foreach (var request in server.Requests)
        {
            var operation = Operation(oracle, request);
            Assert.True(operation is not null, $"{request.Method} {request.Target} is not documented");
            if (request.Body.Length == 0 || !request.Headers["content-type"].StartsWith("application/json", StringComparison.Ordinal))
            {
                continue;
            }

            using var body = JsonDocument.Parse(request.Body);
            var samples = Samples(oracle, operation).ToArray();
            foreach (var member in body.RootElement.EnumerateObject())
            {
                var known = samples.SelectMany(sample => sample.EnumerateObject()).Where(sample => sample.Name == member.Name).ToArray();
                var isExtra = BesideTheSamples.Contains($"{operation} {member.Name}");
                Assert.True(known.Length > 0 || isExtra, $"{operation} has no {member.Name}");
                Assert.True(
                    known.Length == 0 || known.Any(sample => Kind(sample.Value) == Kind(member.Value)),
                    $"{operation} has another kind of {member.Name}");
            }
        }
    }

    [OracleFact(Oracle)]
    public async Task Emulator_EverySampleOfWhatItHas_IsTaken()
    {
        using var oracle = Read();
        await using var devices = await EmulatedDevices.StartAsync();
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", GBoxTestClient.Key);
        var taken = 0;
        foreach (var call in oracle.RootElement.GetProperty("test_calls").EnumerateArray())
        {
            var operation = call.GetProperty("operation").GetString()!;
            var endpoint = oracle.RootElement.GetProperty("endpoints").EnumerateArray()
                .First(one => one.GetProperty("operation").GetString() == operation);
            var path = endpoint.GetProperty("path").GetString()!;
            if (!IsEmulated(operation, path))
            {
                continue;
            }

            var box = await devices.Driver.CreateAsync(EmulatedDevices.Request("oracle"), default);
            path = path.Replace("{boxId}", box.Id, StringComparison.Ordinal);
            var args = call.GetProperty("args").EnumerateArray().ToArray();
            var isGet = endpoint.GetProperty("method").GetString() == "GET";
            using var request = new HttpRequestMessage(isGet ? HttpMethod.Get : HttpMethod.Post, new Uri(devices.Emulator.ApiUrl, path[1..]))
            {
                Content = isGet ? null : new StringContent(
                    args.FirstOrDefault(arg => arg.ValueKind == JsonValueKind.Object) is { ValueKind: JsonValueKind.Object } body
                        ? body.GetRawText() : "{}",
                    Encoding.UTF8, "application/json"),
            };
            using var answer = await http.SendAsync(request);
            var said = await answer.Content.ReadAsStringAsync();
            Assert.True(
                answer.IsSuccessStatusCode || said.Contains("not on the screen", StringComparison.Ordinal),
                $"{operation}: {(int)answer.StatusCode} {said}");
            taken++;
        }

        Assert.True(taken >= 20, $"{taken} samples were sent");
    }

    private static JsonDocument Read() => JsonDocument.Parse(File.ReadAllBytes(OracleFolder.PathOf(Oracle)));

    private static bool IsEmulated(string operation, string path) =>
        !NotEmulated.Contains(operation)
            && (path is "/boxes" or "/boxes/{boxId}" or "/boxes/android" or "/boxes/linux" or "/boxes/{boxId}/display"
                or "/boxes/{boxId}/commands" or "/boxes/{boxId}/terminate" or "/boxes/{boxId}/live-view-url"
                || GBoxRequestTests.Actions.Select(action => $"/boxes/{{boxId}}/actions/{action[1]}").Contains(path));

    private static string? Operation(JsonDocument oracle, RecordedRequest request) => oracle.RootElement.GetProperty("endpoints")
        .EnumerateArray()
        .Where(endpoint => endpoint.GetProperty("method").GetString() == request.Method
            && Fits(endpoint.GetProperty("path").GetString()!, request.Path))
        .OrderBy(endpoint => endpoint.GetProperty("path").GetString()!.Count(c => c == '{'))
        .Select(endpoint => endpoint.GetProperty("operation").GetString())
        .FirstOrDefault();

    private static bool Fits(string template, string path)
    {
        var (wanted, parts) = (template.Split('/'), path.Split('/'));
        return wanted.Length == parts.Length
            && wanted.Zip(parts).All(pair => pair.First == pair.Second || (pair.First.StartsWith('{') && pair.Second.Length > 0));
    }

    private static IEnumerable<JsonElement> Samples(JsonDocument oracle, string operation) =>
        oracle.RootElement.GetProperty("test_calls").EnumerateArray()
            .Where(call => call.GetProperty("operation").GetString() == operation)
            .SelectMany(call => call.GetProperty("args").EnumerateArray())
            .Where(arg => arg.ValueKind == JsonValueKind.Object);

    private static JsonValueKind Kind(JsonElement value) => value.ValueKind == JsonValueKind.True ? JsonValueKind.False : value.ValueKind;

    private static async Task TourAsync(ScriptedServer server)
    {
        var options = new GBoxOptions
        {
            ApiKey = GBoxTestClient.Key, BaseUrl = server.Url, LinuxDeviceType = "vm", PollInterval = TimeSpan.FromMilliseconds(1),
        };
        foreach (var boxType in (string[])[GBoxDriver.Android, GBoxDriver.Linux])
        {
            var driver = GBoxTestClient.Create(options, boxType);
            await driver.CreateAsync(EmulatedDevices.Request("oracle"), default);
            await driver.FindAsync(ScriptedGBox.BoxId, default);
            await driver.ListAsync("p", default);
            await driver.ScreenshotAsync(ScriptedGBox.BoxId, default);
            await driver.RunAsync(ScriptedGBox.BoxId, "ls", TimeSpan.FromSeconds(30), default);
            await driver.LiveViewAsync(ScriptedGBox.BoxId, TimeSpan.FromMinutes(180), default);
            await driver.ResetAsync(ScriptedGBox.BoxId, ScriptedGBox.Request, new BoxReset(null, 7), default);
            foreach (var action in GBoxRequestTests.Actions)
            {
                await driver.ActAsync(ScriptedGBox.BoxId, (ScreenAction)action[0], default);
            }

            await driver.TerminateAsync(ScriptedGBox.BoxId, default);
        }

        var android = GBoxTestClient.Create(options);
        await android.InstallAppAsync(ScriptedGBox.BoxId, "https://apps.example/a.apk", default);
        await android.OpenAppAsync(ScriptedGBox.BoxId, "com.example", default);
        var linux = GBoxTestClient.Create(options, GBoxDriver.Linux);
        var snapshot = await linux.SnapshotAsync(ScriptedGBox.BoxId, default);
        await linux.RestoreAsync(ScriptedGBox.BoxId, ScriptedGBox.Request, snapshot, default);
    }
}
