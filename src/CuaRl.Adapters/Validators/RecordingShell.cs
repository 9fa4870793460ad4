using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Validators;

/// <summary>A shell that keeps what was run on it.</summary>
internal sealed class RecordingShell(IDeviceShell device) : IDeviceShell
{
    private readonly List<RecordedCommand> _commands = [];

    /// <summary>What ended, in its order.</summary>
    public IReadOnlyList<RecordedCommand> Commands
    {
        get
        {
            lock (_commands)
            {
                return [.. _commands];
            }
        }
    }

    public async Task<ShellResult> RunAsync(string command, CancellationToken cancellationToken)
    {
        var result = await device.RunAsync(command, cancellationToken);
        lock (_commands) // A validator may run several at once, and go on after its time.
        {
            _commands.Add(new RecordedCommand(command, result.Output, result.ExitCode));
        }

        return result;
    }
}
