using System.ComponentModel;
using System.Text.Json.Serialization;

namespace CuaRl.Silo.Http.States;

/// <summary>A state that was stored, in a run or outside any.</summary>
internal sealed record CompatStateCreated
{
    public required string Id { get; init; }

    public required long StepNumber { get; init; }

    public required JsonText Observation { get; init; }

    public required JsonText? Action { get; init; }

    public required double? Reward { get; init; }

    public required bool Done { get; init; }

    public required bool Truncated { get; init; }

    public required string? ParentStateId { get; init; }

    public required JsonText? Info { get; init; }

    public required JsonText? ExtraMetadata { get; init; }

    [Description(CompatTimestamp.Description)]
    public required string CreatedAt { get; init; }

    [Description("The run that it was appended to; left out for a state outside any run.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RunId { get; init; }

    public static CompatStateCreated From(StoredState state, string? runId) => new()
    {
        Id = state.Id.ToString(),
        StepNumber = state.Content.StepNumber ?? state.Id.Step,
        Observation = state.Content.Observation,
        Action = state.Content.Action,
        Reward = state.Content.Reward,
        Done = state.Content.Done,
        Truncated = state.Content.Truncated,
        ParentStateId = state.Parent?.ToString(),
        Info = state.Content.Info,
        ExtraMetadata = state.Content.ExtraMetadata,
        CreatedAt = CompatTimestamp.Format(state.CreatedAt),
        RunId = runId,
    };
}
