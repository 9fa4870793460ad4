using System.Text.Json;
using System.Text.Json.Serialization;

namespace CuaRl.Adapters.Devices.Emulator;

/// <summary>The JSON of the emulator's own routes and of its command line.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(EmulatorFaults))]
[JsonSerializable(typeof(EmulatorAudit))]
internal sealed partial class EmulatorJson : JsonSerializerContext
{
    /// <exception cref="JsonException">The text is no faults.</exception>
    public static EmulatorFaults ReadFaults(ReadOnlySpan<byte> utf8)
    {
        var faults = JsonSerializer.Deserialize(utf8, Default.EmulatorFaults) ?? throw new JsonException("faults must be an object");
        return faults.Problem() is { } problem ? throw new JsonException(problem) : faults;
    }
}
