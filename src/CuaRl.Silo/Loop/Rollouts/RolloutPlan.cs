using CuaRl.Core.Loop.Rollouts;

namespace CuaRl.Silo.Loop.Rollouts;

/// <summary>A rollout to play: all that it follows from.</summary>
internal sealed record RolloutPlan
{
    public required string TrainingId { get; init; }

    public required string RolloutId { get; init; }

    public required TaskDefinition Task { get; init; }

    /// <summary>The pool that its devices come from.</summary>
    public required string Pool { get; init; }

    /// <summary>Where it goes on from another rollout; null when it begins at the reset.</summary>
    public required RolloutBranch? Branch { get; init; }

    /// <summary>After which turns the device is kept as it was, so that others can go on from there.</summary>
    public required Func<int, bool> KeepsDeviceAfter { get; init; }

    /// <summary>The seed that its device is reset to; the same for a whole group.</summary>
    public required long DeviceSeed { get; init; }

    /// <summary>The seed that a turn's actions are sampled with, by the number of the turn.</summary>
    public required Func<int, long> SamplingSeed { get; init; }

    /// <summary>How many steps the policy has taken that plays it.</summary>
    public required int PolicyStep { get; init; }

    public required double Temperature { get; init; }

    /// <summary>How many turns it may take.</summary>
    public required int MaxTurns { get; init; }

    /// <summary>Which limit that is.</summary>
    public required RolloutEnd Limit { get; init; }

    public required TimeSpan MaxTurnTime { get; init; }

    public required TimeSpan MaxTaskTime { get; init; }
}
