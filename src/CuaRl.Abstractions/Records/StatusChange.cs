namespace CuaRl;

/// <summary>A change of a status, as the database recorded it with the status.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.StatusChange")]
public sealed record StatusChange
{
    /// <summary>What changed.</summary>
    [Id(0)]
    public required RecordKind Kind { get; init; }

    /// <summary>Its number.</summary>
    [Id(1)]
    public required long Number { get; init; }

    /// <summary>The status before; null for the first.</summary>
    [Id(2)]
    public string? OldStatus { get; init; }

    /// <summary>The status after.</summary>
    [Id(3)]
    public required string NewStatus { get; init; }

    /// <summary>How far it was.</summary>
    [Id(4)]
    public double? ProgressPercent { get; init; }

    /// <summary>What it said of itself.</summary>
    [Id(5)]
    public string? StatusMessage { get; init; }

    /// <summary>Who changed it, where that was said.</summary>
    [Id(6)]
    public string? Actor { get; init; }

    /// <summary>When.</summary>
    [Id(7)]
    public required DateTimeOffset ChangedAt { get; init; }
}
