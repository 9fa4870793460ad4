using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CuaRl.Core.Loop.Steps;

/// <summary>A group of a step.</summary>
/// <param name="Group">Its place in the step.</param>
/// <param name="TaskId">Its task.</param>
/// <param name="LeftOut">Why it is not trained on: <c>lost</c>, <c>too_small</c> or <c>constant</c>; null for one that is.</param>
/// <param name="Members">Its rollouts, in order.</param>
public sealed record StepGroup(
    [property: JsonPropertyName("group")] int Group,
    [property: JsonPropertyName("task_id")] string TaskId,
    [property: JsonPropertyName("left_out")] string? LeftOut,
    [property: JsonPropertyName("rollouts")] ImmutableArray<StepMember> Members)
{
    /// <summary>The mean reward of the rollouts that began at the reset; null where none was branched.</summary>
    [JsonPropertyName("baseline")]
    public double? Baseline { get; init; }

    /// <summary>The turns that are compared with each other beside whole rollouts; null where only those are.</summary>
    [JsonPropertyName("step_groups")]
    public ImmutableArray<TurnGroup>? StepGroups { get; init; }
}

/// <summary>A rollout of a step.</summary>
/// <param name="Member">Its place in the group.</param>
/// <param name="RolloutId">Its id.</param>
/// <param name="Attempt">The attempt that counts.</param>
/// <param name="Reward">Its reward; null for one that is masked.</param>
/// <param name="Advantage">Its advantage in the group; null for one that is not trained on.</param>
public sealed record StepMember(
    [property: JsonPropertyName("member")] int Member,
    [property: JsonPropertyName("rollout_id")] string RolloutId,
    [property: JsonPropertyName("attempt")] int Attempt,
    [property: JsonPropertyName("reward")] double? Reward,
    [property: JsonPropertyName("advantage")] double? Advantage)
{
    /// <summary>The place of the rollout that it branched off from; null for one that began at the reset.</summary>
    [JsonPropertyName("parent")]
    public int? Parent { get; init; }

    /// <summary>The last turn that it has in common with its parent, which is trained on as the parent's.</summary>
    [JsonPropertyName("branch_turn")]
    public int? BranchTurn { get; init; }

    /// <summary>The advantages of its turns, where they are not all that of the rollout.</summary>
    [JsonPropertyName("turns")]
    public ImmutableArray<StepTurns>? Turns { get; init; }

    /// <summary>The advantage that a turn of its own is trained with.</summary>
    /// <param name="turn">Its number, from 1.</param>
    public double AdvantageOf(int turn)
    {
        foreach (var piece in Turns ?? [])
        {
            if (turn >= piece.From && turn <= piece.To)
            {
                return piece.Total;
            }
        }

        return Advantage ?? 0;
    }
}

/// <summary>Turns of a rollout that follow each other and have the same advantage.</summary>
/// <param name="From">The first of them, from 1.</param>
/// <param name="To">The last of them.</param>
/// <param name="StepGroup">The place of their step group; null for turns that are in none.</param>
/// <param name="Step">Their advantage in the step group; 0 without one.</param>
/// <param name="Total">The rollout's advantage and the weighted one of the step group together.</param>
public sealed record StepTurns(
    [property: JsonPropertyName("from")] int From,
    [property: JsonPropertyName("to")] int To,
    [property: JsonPropertyName("step_group")] int? StepGroup,
    [property: JsonPropertyName("step")] double Step,
    [property: JsonPropertyName("total")] double Total)
{
    /// <summary>How many they are.</summary>
    [JsonIgnore]
    public int Count => To - From + 1;
}

/// <summary>Turns of several rollouts that began with the same: what went on from one state, or what saw the same screen.</summary>
public sealed record TurnGroup
{
    /// <summary>The place of the rollout that was branched.</summary>
    [JsonPropertyName("parent")]
    public int? Parent { get; init; }

    /// <summary>After which of its turns.</summary>
    [JsonPropertyName("turn")]
    public int? Turn { get; init; }

    /// <summary>The places of the rollouts that went on from there, the branched one first.</summary>
    [JsonPropertyName("members")]
    public ImmutableArray<int>? Members { get; init; }

    /// <summary>The mean of their rewards.</summary>
    [JsonPropertyName("baseline")]
    public double? Baseline { get; init; }

    /// <summary>The hash of the screen that all of its turns saw (GiGPO).</summary>
    [JsonPropertyName("observation")]
    public string? Observation { get; init; }
}
