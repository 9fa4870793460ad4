using System.Globalization;
using System.Text.Json;
using CuaRl.Core.Environments;
using CuaRl.Silo.Commands.Client;
using Spectre.Console;

namespace CuaRl.Silo.Commands.Env;

/// <summary>Steps through an environment.</summary>
internal static class Rollout
{
    /// <summary>Takes the actions; the first step is the beginning, which none led to.</summary>
    public static IReadOnlyList<RolloutStep> Take(IEnvironment environment, IEnumerable<int> actions) =>
    [
        new RolloutStep(null, StateOf(environment), JsonText.FromUtf8(environment.Encode()), default),
        .. actions.Select(action =>
        {
            var outcome = environment.Step(action);
            return new RolloutStep(action, StateOf(environment), JsonText.FromUtf8(environment.Encode()), outcome);
        }),
    ];

    /// <summary>A snapshot that begins in a state, with the randomness of the environment as it is.</summary>
    public static byte[] SnapshotAt(JsonText state, IEnvironment environment)
    {
        using var current = JsonDocument.Parse(environment.Snapshot());
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in current.RootElement.EnumerateObject().Where(member => member.Name != "state"))
            {
                member.WriteTo(writer);
            }

            writer.WritePropertyName("state");
            writer.WriteRawValue(state.Utf8.Span);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    public static Table Table(IReadOnlyList<RolloutStep> steps)
    {
        var table = Terminal.Table("step", "action", "state", "reward", "terminated", "truncated");
        foreach (var (number, step) in steps.Index())
        {
            table.AddRow(
                Terminal.Plain(number.ToString(CultureInfo.InvariantCulture)),
                Terminal.Plain(step.Action?.ToString(CultureInfo.InvariantCulture) ?? "-"),
                Terminal.Plain(step.State.ToString().Replace(",", ", ", StringComparison.Ordinal)),
                Terminal.Plain(step.Action is null ? "-" : step.Outcome.Reward.ToString("R", CultureInfo.InvariantCulture)),
                Terminal.Plain(step.Outcome.Terminated ? "yes" : ""),
                Terminal.Plain(step.Outcome.Truncated ? "yes" : ""));
        }

        return table;
    }

    private static JsonText StateOf(IEnvironment environment)
    {
        using var snapshot = JsonDocument.Parse(environment.Snapshot());
        return JsonText.Parse(snapshot.RootElement.GetProperty("state").GetRawText());
    }
}
