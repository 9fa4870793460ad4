namespace CuaRl.Core.Grpo.StepGroups;

/// <summary>A rollout of a group in which some were branched.</summary>
/// <param name="Reward">Its reward; null when it is masked.</param>
/// <param name="NumTurns">Its turns, those before it branched off included.</param>
/// <param name="Parent">The place of the rollout that it branched off from, before its own; null for one that began at the reset.</param>
/// <param name="BranchTurn">The last turn that it has in common with its parent; 0 for none but the reset.</param>
public readonly record struct BranchMember(double? Reward, int NumTurns, int? Parent = null, int BranchTurn = 0);
