using System.ComponentModel;

namespace CuaRl.Silo.Http.States;

/// <summary>A stored state; it never changes.</summary>
internal sealed record StateDetails
{
    public required string Id { get; init; }

    [Description("The run that owns it; other runs may share it.")]
    public required string RunId { get; init; }

    [Description("Its place in the history, counted from the root, which is 0.")]
    public required long Step { get; init; }

    [Description("The caller's own number of the step.")]
    public required long StepNumber { get; init; }

    [Description("The state before it; null for a root.")]
    public required string? ParentStateId { get; init; }

    public required JsonText Observation { get; init; }

    public required JsonText? Action { get; init; }

    public required double? Reward { get; init; }

    public required bool Done { get; init; }

    public required bool Truncated { get; init; }

    public required JsonText? Info { get; init; }

    public required JsonText? ExtraMetadata { get; init; }

    public required IReadOnlyList<int> TokenIds { get; init; }

    public required IReadOnlyList<float> LogProbabilities { get; init; }

    [Description("SHA-256 of blobs, each at /api/v1/blobs/{sha256}.")]
    public required IReadOnlyList<string> Blobs { get; init; }

    [Description(UtcTimestamp.Description)]
    public required string CreatedAt { get; init; }

    public static StateDetails From(StoredState state) => new()
    {
        Id = state.Id.ToString(),
        RunId = state.Id.RunId,
        Step = state.Id.Step,
        StepNumber = state.Content.StepNumber ?? state.Id.Step,
        ParentStateId = state.Parent?.ToString(),
        Observation = state.Content.Observation,
        Action = state.Content.Action,
        Reward = state.Content.Reward,
        Done = state.Content.Done,
        Truncated = state.Content.Truncated,
        Info = state.Content.Info,
        ExtraMetadata = state.Content.ExtraMetadata,
        TokenIds = state.Content.TokenIds,
        LogProbabilities = state.Content.LogProbabilities,
        Blobs = state.Content.Blobs,
        CreatedAt = UtcTimestamp.Format(state.CreatedAt),
    };
}
