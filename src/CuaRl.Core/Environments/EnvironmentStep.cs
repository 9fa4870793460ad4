namespace CuaRl.Core.Environments;

/// <summary>What an action brought.</summary>
/// <param name="Reward">The reward.</param>
/// <param name="Terminated">True when the episode has ended by the environment's rules.</param>
/// <param name="Truncated">True when the episode is cut short by the limit of steps; both may be true.</param>
public readonly record struct EnvironmentStep(double Reward, bool Terminated, bool Truncated)
{
    /// <summary>True when the episode is over for either reason.</summary>
    public bool IsOver => Terminated || Truncated;
}
