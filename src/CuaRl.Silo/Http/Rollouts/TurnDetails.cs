using System.ComponentModel;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>A stored turn; it never changes.</summary>
internal sealed record TurnDetails
{
    [Description("Its number; 0 is the reset.")]
    public required int Turn { get; init; }

    public required string? ModelResponse { get; init; }

    public required IReadOnlyList<ActionDetails> Actions { get; init; }

    public required string? ObservationText { get; init; }

    [Description("The screen that the model saw: the SHA-256 of a blob, at /api/v1/blobs/{sha256}.")]
    public required string? ScreenshotBefore { get; init; }

    [Description("The screen after it: the SHA-256 of a blob.")]
    public required string? ScreenshotAfter { get; init; }

    [Description("The list of the screen's elements that the model saw, JSON: the SHA-256 of a blob.")]
    public required string? ElementsBefore { get; init; }

    [Description("The snapshot of the device after it, JSON: the SHA-256 of a blob; null where none was kept.")]
    public required string? DeviceSnapshot { get; init; }

    public required JsonText? ModelInput { get; init; }

    [Description("In seconds.")]
    public required JsonText? StageTimings { get; init; }

    public required JsonText? Metrics { get; init; }

    [Description("What else the environment said at the reset.")]
    public required JsonText? Info { get; init; }

    public required double? Reward { get; init; }

    public required bool Done { get; init; }

    public required string? StartTime { get; init; }

    [Description("In seconds.")]
    public required double? TurnTime { get; init; }

    public required IReadOnlyList<int> TokenIds { get; init; }

    public required IReadOnlyList<float> LogProbabilities { get; init; }

    [Description("The state that holds it.")]
    public required string StateId { get; init; }

    public required string CreatedAt { get; init; }

    public static TurnDetails From(StoredTurn turn) => new()
    {
        Turn = turn.Content.Turn,
        ModelResponse = turn.Content.ModelResponse,
        Actions = [.. turn.Content.Actions.Select(ActionDetails.From)],
        ObservationText = turn.Content.ObservationText,
        ScreenshotBefore = turn.ScreenshotBefore,
        ScreenshotAfter = turn.Content.ScreenshotAfter,
        ElementsBefore = turn.Content.ElementsBefore,
        DeviceSnapshot = turn.Content.DeviceSnapshot,
        ModelInput = turn.Content.ModelInput,
        StageTimings = turn.Content.StageTimings,
        Metrics = turn.Content.Metrics,
        Info = turn.Info,
        Reward = turn.Content.Reward,
        Done = turn.Content.IsDone,
        StartTime = UtcTimestamp.Format(turn.Content.StartTime),
        TurnTime = turn.Content.TurnSeconds,
        TokenIds = turn.Content.TokenIds,
        LogProbabilities = turn.Content.LogProbabilities,
        StateId = turn.State.ToString(),
        CreatedAt = UtcTimestamp.Format(turn.CreatedAt),
    };
}
