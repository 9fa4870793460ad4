namespace CuaRl.Core.Grpo.StepGroups;

/// <summary>Turns of a rollout that have the same advantage. Turns shared with a parent are the parent's, and trained on once.</summary>
/// <param name="Member">The place of the rollout.</param>
/// <param name="FromTurn">The first turn, counted from 1.</param>
/// <param name="ToTurn">The last turn.</param>
/// <param name="StepGroup">The place of their step group; null for turns before any branching.</param>
/// <param name="Episode">The rollout's reward minus the mean of the group.</param>
/// <param name="Step">Its reward minus the mean of the step group; 0 without one.</param>
/// <param name="Total">Episode + weight * step.</param>
public readonly record struct BranchPiece(
    int Member, int FromTurn, int ToTurn, int? StepGroup, double Episode, double Step, double Total);
