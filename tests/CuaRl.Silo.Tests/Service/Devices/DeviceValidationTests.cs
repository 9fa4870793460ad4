using System.Text.Json;
using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Play;
using CuaRl.Core.Tasks;
using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.Silo.Tests.Service.Trainings;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Service.Devices;

/// <summary>What the validator of a task says of a device that is held, over HTTP.</summary>
public sealed class DeviceValidationTests(DeviceService service) : IClassFixture<DeviceService>
{
    private const string Brightness = "train_02_max_brightness";
    private const ulong Seed = 5;

    private HttpClient Http => service.Http;

    [PostgresFact]
    public async Task Validate_BeforeAndAfterTheTaskWasPlayed_IsWhatCompletingARolloutTakes()
    {
        var (_, _, _, rollout) = await Http.StartRolloutAsync();
        var (device, token) = await LeaseAsync("judged");
        await PostAsync(device, "reset", token, $"\"task_id\":\"{Brightness}\",\"seed\":{Seed}");

        var before = await PostAsync(device, "validate", token, $"\"task_id\":\"{Brightness}\"");
        var played = PhoneEpisode.Play(DemoTasks.Find(Brightness)!, Seed)!;
        foreach (var move in played.Turns.Select(turn => turn.Move).OfType<PlayerMove.Act>())
        {
            await PostAsync(device, "act", token, Fields(move.Action));
        }

        var after = await PostAsync(
            device, "validate", token, $"\"task_id\":\"{Brightness}\",\"finish_message\":{JsonSerializer.Serialize(played.Message)}");

        Assert.Equal((false, false), Verdict(before));
        Assert.Equal((true, true), Verdict(after));
        Assert.Equal(("brightness_level", "255"), (after.Text("validation_query"), after.GetProperty("expected_result").ToString()));
        Assert.Equal((JsonValueKind.Null, "255"), (after.GetProperty("error_message").ValueKind, after.Text("actual_result")));
        Assert.NotEqual(after.Text("actual_result"), before.Text("actual_result"));
        Assert.Contains("screen_brightness", after.GetProperty("details").Text("command"), StringComparison.Ordinal);
        var completed = await Http.PostJsonAsync(
            $"/api/v1/rollouts/{rollout.Text("id")}/complete", $$"""{"stop_reason":"finish","validation":{{after.GetRawText()}}}""");
        var kept = Assert.Single(completed.GetProperty("validations").EnumerateArray());
        Assert.All(after.EnumerateObject(), field => Assert.True(JsonElement.DeepEquals(field.Value, kept.GetProperty(field.Name)), field.Name));
    }

    [PostgresFact]
    public async Task Validate_WithAnOldTokenOrWithoutATaskToJudgeBy_IsRefused()
    {
        await Http.PostJsonAsync("/api/v1/tasks/load", """{"sources":[{"source_type":"demo_all"}]}""");
        var (device, token) = await LeaseAsync("refused");

        Assert.Equal((404, "not-found"), await RefusedAsync(device, token, "nobody"));
        Assert.Equal((422, "invalid-request"), await RefusedAsync(device, token, RecordClient.Task));
        Assert.Equal((404, "not-found"), await RefusedAsync("nobody.1", token, Brightness));
        await PostAsync(device, "release", token, "");
        Assert.Equal((409, "lease-lost"), await RefusedAsync(device, token, Brightness));
        Assert.Equal((409, "lease-lost"), await RefusedAsync(device, token, "train_23_check_gbox_keyboard_storage"));
    }

    private static (bool? Success, bool? Strict) Verdict(JsonElement report) =>
        (report.GetProperty("success").GetBoolean(), report.GetProperty("strict_success").GetBoolean());

    private static string Fields(ScreenAction action) => action switch
    {
        ScreenAction.Tap { At: var at } => $"\"type\":\"tap\",\"x\":{at.X},\"y\":{at.Y}",
        ScreenAction.Swipe { From: var from, To: var to } =>
            $"\"type\":\"swipe\",\"x\":{from.X},\"y\":{from.Y},\"to_x\":{to.X},\"to_y\":{to.Y}",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "The player of this task taps and swipes."),
    };

    private async Task<(string Device, long Token)> LeaseAsync(string pool)
    {
        using var made = await Http.PutAsync($"/api/v1/device-pools/{pool}", Json("""{"box_type":"simulated","max_size":1}"""));
        JsonElement lease = default;
        await Eventually.HoldsAsync("a device", async () =>
        {
            lease = (await Http.PostJsonAsync($"/api/v1/device-pools/{pool}/leases", """{"lease_id":"a"}""")).GetProperty("lease");
            return lease.ValueKind == JsonValueKind.Object;
        });
        return (lease.Text("device_id")!, lease.Number("token"));
    }

    private async Task<JsonElement> PostAsync(string device, string verb, long token, string fields)
    {
        using var answer = await Http.PostAsync($"/api/v1/devices/{device}/{verb}", Json(Body(token, fields)));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    private async Task<(int Status, string Problem)> RefusedAsync(string device, long token, string task)
    {
        var (status, body) = await Http.RefusedAsync(
            HttpMethod.Post, $"/api/v1/devices/{device}/validate", Body(token, $"\"task_id\":\"{task}\""));
        return (status, JsonSerializer.Deserialize<JsonElement>(body).Text("type")!.Split(':')[^1]);
    }

    private static string Body(long token, string fields) => $$"""{"token":{{token}}{{(fields.Length > 0 ? "," : "")}}{{fields}}}""";

    private static StringContent Json(string json) => new(json, System.Text.Encoding.UTF8, "application/json");
}
