namespace CuaRl;

/// <summary>What a command on a device answered.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.DeviceCommandResult")]
public sealed record DeviceCommandResult
{
    /// <summary>Its exit code; 124 when its time was up.</summary>
    [Id(0)]
    public required int ExitCode { get; init; }

    /// <summary>What it wrote, standard output and error together.</summary>
    [Id(1)]
    public required string Output { get; init; }
}
