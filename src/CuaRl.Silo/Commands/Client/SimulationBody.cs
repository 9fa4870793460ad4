using System.Text.Json;

namespace CuaRl.Silo.Commands.Client;

/// <summary>The body of POST /simulations, as a client writes it.</summary>
internal static class SimulationBody
{
    public static byte[] Compose(
        string name,
        string environment,
        string agent,
        JsonText? agentConfig = null,
        JsonText? environmentConfig = null,
        string? description = null)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteString("environment_name", environment);
            writer.WriteString("agent_type", agent);
            writer.WritePropertyName("agent_config");
            writer.WriteRawValue((agentConfig ?? JsonText.EmptyObject).Utf8.Span, skipInputValidation: true);
            writer.WritePropertyName("environment_config");
            writer.WriteRawValue((environmentConfig ?? JsonText.EmptyObject).Utf8.Span, skipInputValidation: true);
            writer.WriteString("description", description);
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
