namespace CuaRl.Grains.Ports;

/// <summary>A record of a training that was written, or turns of a rollout that were.</summary>
public sealed record LiveChange
{
    /// <summary>The place after it.</summary>
    public required LiveCursor Cursor { get; init; }

    /// <summary>training, step, eval, baseline, group, rollout or environment for a record; turn for turns.</summary>
    public required string Kind { get; init; }

    /// <summary>The id of the record; of turns, that of the rollout.</summary>
    public required Guid Id { get; init; }

    /// <summary>The number of that.</summary>
    public long? Number { get; init; }

    /// <summary>The status before, of a record; null for a new one.</summary>
    public string? OldStatus { get; init; }

    /// <summary>The status after, of a record.</summary>
    public string? NewStatus { get; init; }

    /// <summary>How far it was, of a record.</summary>
    public double? ProgressPercent { get; init; }

    /// <summary>What it said of itself, of a record.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>Who changed it, where that was said.</summary>
    public string? Actor { get; init; }

    /// <summary>The last turn that is stored of a rollout, 0 for its reset. Turns between two reads are told at once.</summary>
    public long? Turn { get; init; }

    /// <summary>When a record was written.</summary>
    public DateTimeOffset? ChangedAt { get; init; }
}
