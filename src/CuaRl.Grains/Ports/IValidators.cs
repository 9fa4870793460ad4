namespace CuaRl.Grains.Ports;

/// <summary>Judges of what an agent did: those built in, those a user added by name, and HTTP endpoints.</summary>
public interface IValidators
{
    /// <summary>The names there are.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>
    /// Judges by the task's validator, within the time limit. A failure to judge is a judgement too: no success, with the error.
    /// Null for a task that has no validator.
    /// </summary>
    Task<ValidationReport?> ValidateAsync(
        TaskDefinition task, IDeviceShell shell, string? finishMessage, CancellationToken cancellationToken);
}
