using System.ComponentModel;

namespace CuaRl.Silo.Http.Records;

/// <summary>A change of a status.</summary>
internal sealed record StatusChangeDetails
{
    [Description("training, step, eval, baseline, group, rollout or environment.")]
    public required string Kind { get; init; }

    public required long Number { get; init; }

    [Description("Null for the first.")]
    public required string? OldStatus { get; init; }

    public required string NewStatus { get; init; }

    public required double? ProgressPercent { get; init; }

    public required string? StatusMessage { get; init; }

    [Description("Who changed it, where that was said.")]
    public required string? Actor { get; init; }

    public required string ChangedAt { get; init; }

    public static StatusChangeDetails From(StatusChange change) => new()
    {
        Kind = Words<RecordKind>.Of(change.Kind),
        Number = change.Number,
        OldStatus = change.OldStatus,
        NewStatus = change.NewStatus,
        ProgressPercent = change.ProgressPercent,
        StatusMessage = change.StatusMessage,
        Actor = change.Actor,
        ChangedAt = UtcTimestamp.Format(change.ChangedAt),
    };
}
