namespace CuaRl.Grains.Ports;

/// <summary>A judge of what an agent did: implement it, name it, and tasks choose it by <c>validation_query</c>.</summary>
public interface ITaskValidator
{
    /// <summary>The name that tasks choose it by; it wins over a built-in one of that name.</summary>
    string Name { get; }

    /// <summary>
    /// Judges. Commands and what they left are recorded by the service, so that it can judge again later: it should come to its
    /// judgement from them, the task and the message alone. What it throws, or a report
    /// that says neither success nor failure, leaves the rollout not judged: masked out of training, with the error, and never
    /// reward 0.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="shell">A shell on the device, as the agent left it.</param>
    /// <param name="finishMessage">What the agent said at the end.</param>
    /// <param name="cancellationToken">Ends it when its time is up.</param>
    Task<ValidationReport> ValidateAsync(
        TaskDefinition task, IDeviceShell shell, string? finishMessage, CancellationToken cancellationToken);
}
