using CuaRl.Core.Status;
using CuaRl.Grains.Checks;

namespace CuaRl.Grains.Rollouts;

/// <summary>Which status of a rollout may follow which. Another attempt takes it back to pending.</summary>
internal static class RolloutTransitions
{
    public static StatusMachine<RolloutStatus> Machine { get; } = new(
        (RolloutStatus.Pending, RolloutStatus.EnvCreation),
        (RolloutStatus.Pending, RolloutStatus.AgentInit),
        (RolloutStatus.Pending, RolloutStatus.Running),
        (RolloutStatus.Pending, RolloutStatus.Completed),
        (RolloutStatus.Pending, RolloutStatus.Failed),
        (RolloutStatus.Pending, RolloutStatus.Cancelled),
        (RolloutStatus.EnvCreation, RolloutStatus.AgentInit),
        (RolloutStatus.EnvCreation, RolloutStatus.Running),
        (RolloutStatus.EnvCreation, RolloutStatus.Pending),
        (RolloutStatus.EnvCreation, RolloutStatus.Completed),
        (RolloutStatus.EnvCreation, RolloutStatus.Failed),
        (RolloutStatus.EnvCreation, RolloutStatus.Cancelled),
        (RolloutStatus.AgentInit, RolloutStatus.Running),
        (RolloutStatus.AgentInit, RolloutStatus.Pending),
        (RolloutStatus.AgentInit, RolloutStatus.Completed),
        (RolloutStatus.AgentInit, RolloutStatus.Failed),
        (RolloutStatus.AgentInit, RolloutStatus.Cancelled),
        (RolloutStatus.Running, RolloutStatus.Pending),
        (RolloutStatus.Running, RolloutStatus.Completed),
        (RolloutStatus.Running, RolloutStatus.Failed),
        (RolloutStatus.Running, RolloutStatus.Cancelled),
        (RolloutStatus.Failed, RolloutStatus.Pending),
        (RolloutStatus.Cancelled, RolloutStatus.Pending));

    public static bool IsEnded(RolloutStatus status) =>
        status is RolloutStatus.Completed or RolloutStatus.Failed or RolloutStatus.Cancelled;

    /// <exception cref="InvalidTransitionException">The rollout cannot go there.</exception>
    public static void Check(RolloutState rollout, RolloutStatus next) =>
        Machine.Check("rollout", rollout.Id, rollout.Status, next);
}
