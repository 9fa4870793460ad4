using System.Collections.Immutable;

namespace CuaRl.Core.Grpo.StepGroups;

/// <summary>The advantages of the steps of one group, in the order in which they were given.</summary>
/// <param name="Episode">From the rollout's score.</param>
/// <param name="Step">From the discounted return of the step among those that saw the same.</param>
/// <param name="Total">Episode + weight * step.</param>
/// <param name="Shared">The observations that several steps saw, in the order in which they were first seen.</param>
/// <param name="StepGroups">The place of each step's observation among those; null for a step that alone saw what it saw.</param>
public sealed record GigpoGroup(
    ImmutableArray<double> Episode, ImmutableArray<double> Step, ImmutableArray<double> Total, ImmutableArray<string> Shared,
    ImmutableArray<int?> StepGroups);
