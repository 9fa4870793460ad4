using System.ComponentModel;
using System.Text.Json;
using CuaRl.Grains.Ports;
using CuaRl.Silo.Http.Streaming;

namespace CuaRl.Silo.Http.Live;

/// <summary>The data of an event: a record of a training that was written, or turns of a rollout that were.</summary>
internal sealed record LiveChangeDetails
{
    [Description("training, step, eval, baseline, group, rollout or environment for a record; turn for turns.")]
    public required string Kind { get; init; }

    [Description("The id of the record; of turns, that of the rollout.")]
    public required string Id { get; init; }

    [Description("The number of that.")]
    public required long? Number { get; init; }

    [Description("The status before, of a record; null for a new one.")]
    public required string? OldStatus { get; init; }

    [Description("The status after, of a record.")]
    public required string? Status { get; init; }

    [Description("0 to 100.")]
    public required double? ProgressPercent { get; init; }

    public required string? StatusMessage { get; init; }

    public required string? Actor { get; init; }

    [Description("The last turn that is stored of a rollout, 0 for its reset. Turns that follow each other fast are told at once.")]
    public required long? Turn { get; init; }

    [Description(UtcTimestamp.Description)]
    public required string? ChangedAt { get; init; }

    public static LiveEvent Compose(LiveChange change)
    {
        var details = new LiveChangeDetails
        {
            Kind = change.Kind,
            Id = change.Id.ToString(),
            Number = change.Number,
            OldStatus = change.OldStatus,
            Status = change.NewStatus,
            ProgressPercent = change.ProgressPercent,
            StatusMessage = change.StatusMessage,
            Actor = change.Actor,
            Turn = change.Turn,
            ChangedAt = UtcTimestamp.Format(change.ChangedAt),
        };
        var json = JsonSerializer.SerializeToUtf8Bytes(details, HttpJson.Bodies.LiveChangeDetails);
        return new LiveEvent(change.Cursor, EventStream.Compose(change.Cursor.ToString(), name: null, json));
    }
}
