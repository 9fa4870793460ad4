namespace CuaRl.Grains.Ports;

/// <summary>
/// A shell whose device also knows whether a task's goal was really reached: in the right app, with the right value.
/// </summary>
public interface IStrictGoal
{
    /// <summary>Whether the strict goal was reached; null when the device cannot tell for this task.</summary>
    Task<bool?> CheckAsync(TaskDefinition task, CancellationToken cancellationToken);
}
