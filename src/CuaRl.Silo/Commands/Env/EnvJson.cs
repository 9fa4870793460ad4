using System.Text.Json;
using CuaRl.Core.Environments;

namespace CuaRl.Silo.Commands.Env;

/// <summary>Environments and rollouts as JSON; numbers are the shortest text that reads back to the same bits.</summary>
internal static class EnvJson
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true };

    public static byte[] Write(IEnumerable<EnvironmentSpec> specs) => Write(writer =>
    {
        writer.WriteStartArray();
        foreach (var spec in specs)
        {
            writer.WriteStartObject();
            writer.WriteString("name", spec.Name);
            writer.WriteNumber("actions", spec.Actions);
            writer.WriteNumber("max_steps", spec.MaxSteps);
            writer.WriteString("observation", spec.Observation);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    public static byte[] Write(EnvironmentSpec spec, IReadOnlyList<RolloutStep> steps) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("environment", spec.Name);
        WriteRaw(writer, "initial_state", steps[0].State);
        WriteRaw(writer, "initial_observation", steps[0].Observation);
        writer.WriteStartArray("steps");
        foreach (var (number, step) in steps.Index().Skip(1))
        {
            writer.WriteStartObject();
            writer.WriteNumber("step", number);
            writer.WriteNumber("action", step.Action!.Value);
            WriteRaw(writer, "state", step.State);
            WriteRaw(writer, "observation", step.Observation);
            writer.WriteNumber("reward", step.Outcome.Reward);
            writer.WriteBoolean("terminated", step.Outcome.Terminated);
            writer.WriteBoolean("truncated", step.Outcome.Truncated);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteRaw(Utf8JsonWriter writer, string name, JsonText value)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(value.Utf8.Span);
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Layout))
        {
            write(writer);
        }

        return buffer.ToArray();
    }
}
