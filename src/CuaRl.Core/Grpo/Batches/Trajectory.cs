namespace CuaRl.Core.Grpo.Batches;

/// <summary>The turns of a rollout that is trained on.</summary>
/// <param name="Group">The group's place in the step.</param>
/// <param name="Member">The rollout's place in the group.</param>
/// <param name="Turns">Its turns in order.</param>
public sealed record Trajectory(int Group, int Member, ReadOnlyMemory<TrajectoryTurn> Turns);
