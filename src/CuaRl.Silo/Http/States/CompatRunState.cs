using System.ComponentModel;

namespace CuaRl.Silo.Http.States;

/// <summary>A state in the list of a run.</summary>
internal sealed record CompatRunState
{
    public required string Id { get; init; }

    public required long StepNumber { get; init; }

    [Description("Its place in the run's history, from 0 on.")]
    public required long SequenceOrder { get; init; }

    public required JsonText Observation { get; init; }

    public required JsonText? Action { get; init; }

    public required double? Reward { get; init; }

    public required bool Done { get; init; }

    public required bool Truncated { get; init; }

    public required string? ParentStateId { get; init; }

    [Description(CompatTimestamp.Description)]
    public required string CreatedAt { get; init; }

    public static CompatRunState From(StoredState state, long originStep) => new()
    {
        Id = state.Id.ToString(),
        StepNumber = state.Content.StepNumber ?? state.Id.Step,
        SequenceOrder = state.Id.Step - originStep,
        Observation = state.Content.Observation,
        Action = state.Content.Action,
        Reward = state.Content.Reward,
        Done = state.Content.Done,
        Truncated = state.Content.Truncated,
        ParentStateId = state.Parent?.ToString(),
        CreatedAt = CompatTimestamp.Format(state.CreatedAt),
    };
}
