using System.Collections.Immutable;

namespace CuaRl.Core.Grpo.Groups;

/// <summary>A group as the metrics of a step see it.</summary>
/// <param name="Rollouts">Its members.</param>
/// <param name="Tags">What it is counted under besides <c>all</c>, such as the name of a task set.</param>
public sealed record MeasuredGroup(ImmutableArray<MeasuredRollout> Rollouts, params ImmutableArray<string> Tags);
