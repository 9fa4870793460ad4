using System.Collections.Immutable;

namespace CuaRl.Core.Grpo.StepGroups;

/// <summary>The rollouts that went on from one state: the one that was branched, then its siblings in order.</summary>
/// <param name="Parent">The place of the rollout that was branched.</param>
/// <param name="Turn">After which of its turns.</param>
/// <param name="Members">The places of all of them.</param>
/// <param name="Baseline">The mean of their rewards; null when none counts.</param>
public sealed record BranchGroup(int Parent, int Turn, ImmutableArray<int> Members, double? Baseline);
