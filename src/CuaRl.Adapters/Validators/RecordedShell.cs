using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Validators;

/// <summary>A shell that gives what was recorded: a command that ran several times gives its results in their order, the last for ever.</summary>
internal sealed class RecordedShell(IEnumerable<RecordedCommand> commands) : IDeviceShell
{
    private readonly Dictionary<string, Queue<RecordedCommand>> _commands = commands
        .GroupBy(command => command.Command, StringComparer.Ordinal)
        .ToDictionary(same => same.Key, same => new Queue<RecordedCommand>(same), StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">The command was not recorded, or not whole.</exception>
    public Task<ShellResult> RunAsync(string command, CancellationToken cancellationToken)
    {
        lock (_commands)
        {
            if (!_commands.TryGetValue(command, out var results))
            {
                throw new InvalidOperationException($"what '{command}' left was not recorded");
            }

            var result = results.Count > 1 ? results.Dequeue() : results.Peek();
            return result.Truncated
                ? throw new InvalidOperationException($"what '{command}' wrote was too long to be recorded whole")
                : Task.FromResult(new ShellResult(result.ExitCode, result.Output));
        }
    }
}
