namespace CuaRl.Silo.Http.States;

/// <summary>A state in a comparison of runs.</summary>
internal sealed record CompatState
{
    public required string Id { get; init; }

    public required long StepNumber { get; init; }

    public required JsonText Observation { get; init; }

    public required JsonText? Action { get; init; }

    public required double? Reward { get; init; }

    public required bool Done { get; init; }

    public required bool Truncated { get; init; }

    public static CompatState From(StoredState state) => new()
    {
        Id = state.Id.ToString(),
        StepNumber = state.Content.StepNumber ?? state.Id.Step,
        Observation = state.Content.Observation,
        Action = state.Content.Action,
        Reward = state.Content.Reward,
        Done = state.Content.Done,
        Truncated = state.Content.Truncated,
    };
}
