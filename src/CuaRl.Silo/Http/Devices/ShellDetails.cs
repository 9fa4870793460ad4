using System.ComponentModel;

namespace CuaRl.Silo.Http.Devices;

/// <summary>What a command answered.</summary>
internal sealed record ShellDetails
{
    [Description("124 when its time was up.")]
    public required int ExitCode { get; init; }

    [Description("Standard output and error together.")]
    public required string Output { get; init; }
}
