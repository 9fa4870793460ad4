using System.Text;
using System.Text.Json;
using CuaRl.Core.Devices;
using CuaRl.Core.Phones;
using CuaRl.Core.Phones.Pictures;
using CuaRl.Core.Phones.Play;
using CuaRl.Core.Tasks;
using CuaRl.Core.Validation;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Durability.Devices;

/// <summary>
/// A rollout as a loop would drive it: it leases a device, resets it to the task or finds it clean, plays, has the device validate
/// and gives it back; an attempt that is lost to the device or the service is followed by another. The player looks at a twin of the phone,
/// which shows what the device must: if an action were lost or done twice, the task would not be done in the end.
/// </summary>
internal sealed class DevicePlay(Caller caller, string pool, PlayedRollout rollout, DevicePlays plays)
{
    private const ulong CleanSeed = 0;

    private static readonly byte[] Clean = ScreenPainter.Paint(Phone.Start(CleanSeed).Screen);

    private string _device = "";
    private string _box = "";
    private long _token;

    public async Task RunAsync()
    {
        for (var attempt = 1; await TryAsync(attempt) is { } loss; attempt++)
        {
            plays.Losses.AddOrUpdate(loss.Kind, 1, (_, count) => count + 1);
            (await caller.RepeatAsync(
                $"/api/v1/rollouts/{rollout.Id}/attempts/fail",
                JsonSerializer.Serialize(new { error_kind = loss.Kind, error = loss.Reason }))).Require();
        }
    }

    /// <returns>What the attempt was lost to; null when it came to its end.</returns>
    private async Task<Loss?> TryAsync(int attempt)
    {
        if (await AcquireAsync(attempt) is { } unserved)
        {
            return unserved;
        }

        try
        {
            return await PlayAsync();
        }
        finally
        {
            (await caller.RepeatAsync($"/api/v1/devices/{_device}/release", Token)).Require();
        }
    }

    private string Token => $$"""{"token":{{_token}}}""";

    private async Task<Loss?> AcquireAsync(int attempt)
    {
        var body = JsonSerializer.Serialize(new
        {
            lease_id = $"{rollout.Id}-{attempt}", training_id = rollout.TrainingId, rollout_id = rollout.Id, attempt,
        });
        var answer = await Eventually.GivesAsync("a lease", async () =>
            await caller.RepeatAsync($"/api/v1/device-pools/{pool}/leases", body) is { Status: not 202 } given ? given : null);
        if (!answer.IsOk)
        {
            return Loss.Of(answer, "acquire");
        }

        Take(answer.Json.GetProperty("lease"));
        return null;
    }

    private async Task<Loss?> PlayAsync()
    {
        if (await (rollout.Seed is { } seed ? ResetAsync(seed) : FindCleanAsync()) is { } unready)
        {
            return unready;
        }

        (await caller.RepeatAsync($"/api/v1/rollouts/{rollout.Id}/reset", """{"text":"begin"}""")).Require();
        var goal = PhoneTask.Of(rollout.Task);
        var twin = rollout.Seed is { } prepared ? Phone.Start(prepared, goal) : Phone.Start(CleanSeed);
        var player = PhonePlayer.For(goal) ?? throw new InvalidOperationException($"Nobody can play {rollout.Task.Id}.");
        for (var turn = 1; ; turn++)
        {
            switch (player.Next(twin.Screen))
            {
                case PlayerMove.Finish finish:
                    await RecordAsync(turn, "finish");
                    return await EndAsync(finish.Message);
                case PlayerMove.Act move:
                    if (await ActAsync(move.Action) is { } loss)
                    {
                        return loss;
                    }

                    Assert.Null(twin.Act(move.Action));
                    await RecordAsync(turn, move.Action.GetType().Name);
                    break;
            }
        }
    }

    private async Task<Loss?> ResetAsync(ulong seed)
    {
        // A device may be reset as often as one likes, and is until the provider has a box for it.
        var body = $$"""{"token":{{_token}},"task_id":"{{rollout.Task.Id}}","seed":{{seed}}}""";
        var reset = await PatientlyAsync("reset", body);
        if (!reset.IsOk)
        {
            return Loss.Of(reset, "reset");
        }

        Take(reset.Json);
        return null;
    }

    /// <summary>Without a reset of its own a player sees nothing of whoever had the device before.</summary>
    private async Task<Loss?> FindCleanAsync()
    {
        var shown = await PatientlyAsync("screenshot", Token);
        if (!shown.IsOk)
        {
            return Loss.Of(shown, "screenshot");
        }

        Assert.True(
            Clean.AsSpan().SequenceEqual(shown.Json.GetProperty("image").GetBytesFromBase64()),
            $"{_device} showed with token {_token} what is not the screen of a clean phone.");
        var before = _box;
        var renewed = await caller.RepeatAsync($"/api/v1/devices/{_device}/renew", Token);
        if (!renewed.IsOk)
        {
            return Loss.Of(renewed, "renew");
        }

        Take(renewed.Json);
        plays.Began(wasCleaned: _box != before);
        return null;
    }

    private Task<Caller.Answer> PatientlyAsync(string call, string body) => Eventually.GivesAsync($"{call} of {_device}", async () =>
    {
        var answer = await caller.CallAsync(HttpMethod.Post, $"/api/v1/devices/{_device}/{call}", body);
        if (answer.IsOfBoxes)
        {
            await plays.PutOffAsync();
        }

        return answer.IsPassing ? null : answer;
    });

    private async Task<Loss?> ActAsync(ScreenAction action)
    {
        var tally = plays.Boxes.GetOrAdd(_box, _ => new BoxTally());
        var answer = await caller.CallAsync(HttpMethod.Post, $"/api/v1/devices/{_device}/act", Body(action));
        if (answer.IsOk)
        {
            tally.AddDone();
            await plays.ActedAsync();
            return null;
        }

        // What was refused by the lease was not done; of everything else nobody knows, so nothing may be done after it.
        if (answer.Status != Loss.Fenced)
        {
            tally.AddUnknown();
        }

        return Loss.Of(answer, "act");
    }

    private async Task<Loss?> EndAsync(string message)
    {
        var check = ValidationQueries.BuiltIn.Prepare(
            rollout.Task.ValidationQuery!, Encoding.UTF8.GetBytes(rollout.Task.ExpectedResult ?? ""));
        var evidence = new ValidationEvidence("", 0, message);
        if (check.Command is { } command)
        {
            var answer = await caller.RepeatAsync(
                $"/api/v1/devices/{_device}/shell", JsonSerializer.Serialize(new { token = _token, command }));
            if (!answer.IsOk)
            {
                return Loss.Of(answer, "validate");
            }

            evidence = new(answer.Json.GetProperty("output").GetString()!, answer.Json.GetProperty("exit_code").GetInt32(), message);
        }

        var verdict = check.Judge(evidence);
        Assert.True(verdict.Success, $"{rollout.Task.Id} with seed {rollout.Seed}: {verdict} from {evidence.Output}");
        (await caller.RepeatAsync($"/api/v1/rollouts/{rollout.Id}/complete", JsonSerializer.Serialize(new
        {
            stop_reason = "finish_success", task_completed = true, finish_message = message, validation = new { success = true },
        }))).Require();
        return null;
    }

    private async Task RecordAsync(int turn, string response) => (await caller.RepeatAsync(
        $"/api/v1/rollouts/{rollout.Id}/turns", $$"""{"turn":{{turn}},"model_response":"{{response}}"}""")).Require();

    private void Take(JsonElement lease)
    {
        _device = lease.GetProperty("device_id").GetString()!;
        _box = lease.GetProperty("box_id").GetString()!;
        _token = lease.GetProperty("token").GetInt64();
    }

    private string Body(ScreenAction action) => JsonSerializer.Serialize(action switch
    {
        ScreenAction.Tap tap => new Dictionary<string, object> { ["type"] = "tap", ["x"] = tap.At.X, ["y"] = tap.At.Y },
        ScreenAction.Swipe swipe => new()
        {
            ["type"] = "swipe", ["x"] = swipe.From.X, ["y"] = swipe.From.Y, ["to_x"] = swipe.To.X, ["to_y"] = swipe.To.Y,
            ["duration_seconds"] = swipe.Duration.TotalSeconds,
        },
        ScreenAction.TypeText type => new()
        {
            ["type"] = "type_text", ["text"] = type.Text, ["is_replacing"] = type.IsReplacing, ["is_submitted"] = type.IsSubmitted,
        },
        _ => throw new InvalidOperationException($"The player does not do {action}."),
    } is var fields && fields.TryAdd("token", _token) ? fields : throw new InvalidOperationException("There is a token."));

    /// <summary>What an attempt was lost to.</summary>
    private sealed record Loss(string Kind, string Reason)
    {
        public const int Fenced = 409;
        private const int Gone = 410;

        public static Loss Of(Caller.Answer answer, string step) => new(
            answer.Status switch
            {
                0 => "service_lost",
                Fenced => "lease_lost",
                Gone => "device_lost",
                429 or 500 or 502 or 503 or 504 => "device_unavailable",
                _ => throw new InvalidOperationException($"{step}: {answer}"),
            },
            $"{step}: {answer.Status} {answer.Body}");
    }
}
