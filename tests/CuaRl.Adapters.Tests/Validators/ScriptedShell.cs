using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Tests.Validators;

/// <summary>A device that answers the commands it knows and remembers all it was asked; any other ends with 127.</summary>
internal sealed class ScriptedShell(params (string Command, string Output, int ExitCode)[] script) : IDeviceShell
{
    public List<string> Asked { get; } = [];

    public Task<ShellResult> RunAsync(string command, CancellationToken cancellationToken)
    {
        Asked.Add(command);
        var known = script.Append((Command: command, Output: "not found", ExitCode: 127)).First(line => line.Command == command);
        return Task.FromResult(new ShellResult(known.ExitCode, known.Output));
    }
}
