using System.ComponentModel;
using CuaRl.Silo.Http.Rollouts;

namespace CuaRl.Silo.Http.Trainings;

/// <summary>A rollout in an export: all of its details, and its turns beside them.</summary>
/// <remarks>The type only describes the line, whose turns are sent one by one.</remarks>
internal sealed record RolloutExport
{
    public required string Id { get; init; }

    public required long Number { get; init; }

    public required string TaskId { get; init; }

    [Description(RolloutDetails.Statuses)]
    public required string Status { get; init; }

    public required double? Reward { get; init; }

    public required IReadOnlyList<AttemptDetails> Attempts { get; init; }

    [Description("The turns of the present attempt in order, the reset first.")]
    public required IReadOnlyList<TurnDetails> Turns { get; init; }
}
