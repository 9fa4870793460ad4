namespace CuaRl.Grains.Ports;

/// <summary>Judges of what an agent did: those built in, those a user added by name, and HTTP endpoints.</summary>
public interface IValidators
{
    /// <summary>The names there are, sorted.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>
    /// What is wrong with what a task expects, as a sentence; null when nothing is, or when its validator cannot tell beforehand.
    /// </summary>
    string? Problem(TaskDefinition task);

    /// <summary>
    /// Judges by the task's validator, within the time limit; what it ran on the device is kept in the report's details. A
    /// failure to judge is neither success nor failure of the agent: it has the error alone. Null for a task that has no
    /// validator, or one by a name that there is not.
    /// </summary>
    Task<ValidationReport?> ValidateAsync(
        TaskDefinition task, IDeviceShell shell, string? finishMessage, CancellationToken cancellationToken);

    /// <summary>
    /// Judges again, over what an earlier judgement's details recorded instead of a device. A command that was not recorded is an
    /// error of the judgement. Null as for <see cref="ValidateAsync"/>.
    /// </summary>
    Task<ValidationReport?> RevalidateAsync(
        TaskDefinition task, JsonText? details, string? finishMessage, CancellationToken cancellationToken);
}
