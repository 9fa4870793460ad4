namespace CuaRl.Grains.Ports;

/// <summary>A shell on a device, as validators use it.</summary>
public interface IDeviceShell
{
    /// <summary>Runs a command and waits for its end.</summary>
    Task<ShellResult> RunAsync(string command, CancellationToken cancellationToken);
}

/// <summary>What a command on a device left.</summary>
/// <param name="ExitCode">Its exit code; 0 for success.</param>
/// <param name="Output">What it wrote, standard output and error together.</param>
public sealed record ShellResult(int ExitCode, string Output);
