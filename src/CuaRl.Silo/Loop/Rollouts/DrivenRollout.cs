using System.Collections.Immutable;
using CuaRl.Core.Statistics;

namespace CuaRl.Silo.Loop.Rollouts;

/// <summary>A rollout that ended.</summary>
/// <param name="Info">Its record.</param>
/// <param name="Turns">
/// What was sampled in its own turns, those after its branching; default for one that an earlier driver played: its record tells.
/// </param>
internal sealed record DrivenRollout(RolloutInfo Info, ImmutableArray<DrivenTurn> Turns)
{
    /// <summary>Where it goes on from another rollout of the group; null when it began at the reset.</summary>
    public RolloutBranch? Branch => Info.Definition.Request.Branch;

    /// <summary>Its reward and judgement; neither for one that was lost.</summary>
    public RolloutResult Result => new(
        Info.Reward?.Value,
        Info.ValidationPassed,
        Info.CurrentTurn,
        Info.Validations is [.., { Report.StrictSuccess: var strict }] ? strict : null);
}

/// <summary>What was sampled in a turn, as it is trained on.</summary>
/// <param name="Observation">What the policy was given.</param>
/// <param name="Tokens">What it answered.</param>
/// <param name="LogProbabilities">How likely each token was.</param>
/// <param name="Screen">The hash of the screen that was seen.</param>
internal readonly record struct DrivenTurn(
    ReadOnlyMemory<int> Observation, ImmutableArray<int> Tokens, ImmutableArray<float> LogProbabilities, string Screen);
