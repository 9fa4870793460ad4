using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Tests.Validators;

/// <summary>A user's validator that is a method.</summary>
internal sealed class NamedValidator(string name, Func<IDeviceShell, CancellationToken, Task<ValidationReport>> judge) : ITaskValidator
{
    public string Name => name;

    public Task<ValidationReport> ValidateAsync(
        TaskDefinition task, IDeviceShell shell, string? finishMessage, CancellationToken cancellationToken) =>
        judge(shell, cancellationToken);
}
