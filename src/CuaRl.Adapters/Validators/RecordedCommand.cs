using System.Text.Json.Serialization;

namespace CuaRl.Adapters.Validators;

/// <summary>A command that was run on a device.</summary>
/// <param name="Command">The command.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Truncated">True when the output was too long to be kept whole.</param>
internal sealed record RecordedCommand(
    string Command, string Output, int ExitCode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Truncated = false);
