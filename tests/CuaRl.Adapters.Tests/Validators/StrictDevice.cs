using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Tests.Validators;

/// <summary>A device that can tell whether a strict goal was reached, or fails to.</summary>
internal sealed class StrictDevice(IDeviceShell shell, Func<bool?> check) : IDeviceShell, IStrictGoal
{
    public Task<ShellResult> RunAsync(string command, CancellationToken cancellationToken) =>
        shell.RunAsync(command, cancellationToken);

    public Task<bool?> CheckAsync(TaskDefinition task, CancellationToken cancellationToken) => Task.FromResult(check());
}
