using System.Collections.Immutable;
using CuaRl.Core.Statistics;

namespace CuaRl.Core.Grpo.Groups;

/// <summary>A rollout as the metrics of a step see it.</summary>
/// <param name="Result">How it ended.</param>
/// <param name="ActionTokens">The tokens that it sampled in all turns.</param>
/// <param name="ObservationTokens">The tokens that it was shown in all turns.</param>
public readonly record struct MeasuredRollout(RolloutResult Result, int ActionTokens, int ObservationTokens)
{
    /// <summary>What its environment and turns measured besides, by name; a name may come more than once.</summary>
    /// <value>The default is nothing.</value>
    public ImmutableArray<KeyValuePair<string, double>> Metrics { get; init; } = [];
}
