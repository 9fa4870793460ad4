using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CuaRl.Core.Trainings;

namespace CuaRl.Silo.Tests.Durability;

/// <summary>What writers send to record rollouts, one after the other: start, reset, turns, and an end of one kind or another.</summary>
/// <param name="groups">The groups to put them in, each with room for a rollout of every writer.</param>
internal sealed class RecordCommands(string[] groups)
{
    /// <summary>Turns of a rollout that is recorded to its end.</summary>
    public const int Turns = 5;

    /// <summary>Commands of a rollout: start, reset, turns, end.</summary>
    private const int Each = Turns + 3;

    private static readonly string[] Pictures = [.. Enumerable.Range(0, 8).Select(Picture)];

    private static readonly (string Path, string Body)[] Ends =
    [
        ("complete", """{"stop_reason":"finish_success","task_completed":true,"validation":{"success":true} }"""),
        ("complete", """{"stop_reason":"max_turns_reached_6","validation":{"success":false} }"""),
        ("complete", """{"stop_reason":"finish_success"}"""),
        ("fail", """{"error_kind":"device_lost","error":"The box is gone."}"""),
        ("cancel", "{}"),
    ];

    /// <summary>The command under a key such as <c>record-17-203</c>: a writer, and the place of the command among its own.</summary>
    public WriterCommand Of(string key)
    {
        var (group, writer, place) = Parse(key);
        var rollout = $"/api/v1/rollouts/{RolloutId(group, writer)}";
        var (path, body) = Ends[(writer + Array.IndexOf(groups, group)) % Ends.Length];
        var picture = Pictures[(writer + place) % Pictures.Length];
        return place switch
        {
            0 => new WriterCommand(
                $"/api/v1/groups/{group}/rollouts", $$"""{"env_index":{{writer}},"status":"{{(writer % 2 == 0 ? "running" : "pending")}}"}""",
                "id", "number"),
            1 => new WriterCommand($"{rollout}/reset", $$"""{"text":"{{key}}","screenshot":{{picture}}}"""),
            Each - 1 => new WriterCommand($"{rollout}/{path}", body, "id", "status", "reward"),
            _ => new WriterCommand(
                $"{rollout}/turns", $$"""{"turn":{{place - 1}},"model_response":"{{key}}","screenshot_after":{{picture}}}"""),
        };
    }

    /// <summary>The turn that a command stores, the reset being turn 0; null for a start or an end.</summary>
    public (string Rollout, int Turn, string Key)? TurnOf(string key)
    {
        var (group, writer, place) = Parse(key);
        return place is 0 or Each - 1 ? null : (RolloutId(group, writer), place - 1, key);
    }

    private (string Group, int Writer, int Place) Parse(string key)
    {
        var parts = key.Split('-').Skip(1).Select(int.Parse).ToArray();
        return (groups[parts[1] / Each], parts[0], parts[1] % Each);
    }

    private static string RolloutId(string group, int index) => RecordIds.Rollout(group, index);

    private static string Picture(int seed)
    {
        byte[] png = [0x89, .. "PNG\r\n\u001a\n"u8, .. SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}"))];
        return JsonSerializer.Serialize(new { media_type = "image/png", data = png });
    }
}
