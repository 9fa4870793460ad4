using System.Text;
using System.Text.Json;

namespace CuaRl.Adapters.Devices.Emulator;

/// <summary>How the emulator runs.</summary>
public sealed class GBoxEmulatorOptions
{
    /// <summary>Where it listens, separated by semicolons; port 0 for any free one.</summary>
    /// <value>The default is a free port of this machine.</value>
    public string Urls { get; init; } = "http://127.0.0.1:0";

    /// <summary>The key that callers must send; null to take any.</summary>
    public string? ApiKey { get; init; }

    /// <summary>What goes wrong from the start.</summary>
    /// <value>The default is nothing.</value>
    public EmulatorFaults Faults { get; init; } = EmulatorFaults.None;

    /// <summary>What chance follows from.</summary>
    /// <value>The default is 0.</value>
    public ulong Seed { get; init; }

    /// <summary>Reads faults from JSON such as <c>{"too_many": 0.1, "retry_after_ms": 200}</c>.</summary>
    /// <exception cref="ConfigurationException">The text is no faults.</exception>
    public static EmulatorFaults ReadFaults(string json)
    {
        try
        {
            return EmulatorJson.ReadFaults(Encoding.UTF8.GetBytes(json));
        }
        catch (JsonException error)
        {
            throw new ConfigurationException($"the faults of the emulator cannot be read: {error.Message}", error);
        }
    }
}
