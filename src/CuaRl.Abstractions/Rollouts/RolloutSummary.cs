namespace CuaRl;

/// <summary>A rollout in a list.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.RolloutSummary")]
public sealed record RolloutSummary
{
    /// <summary>Its id.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>Its number.</summary>
    [Id(1)]
    public required long Number { get; init; }

    /// <summary>The group.</summary>
    [Id(2)]
    public required string GroupId { get; init; }

    /// <summary>What its batch is for.</summary>
    [Id(3)]
    public required SourceType SourceType { get; init; }

    /// <summary>Its batch's step.</summary>
    [Id(4)]
    public required int Step { get; init; }

    /// <summary>The group's place in the batch.</summary>
    [Id(5)]
    public required int GroupNumber { get; init; }

    /// <summary>Its place in the group.</summary>
    [Id(6)]
    public required int EnvIndex { get; init; }

    /// <summary>The task.</summary>
    [Id(7)]
    public required string TaskId { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(8)]
    public required RolloutStatus Status { get; init; }

    /// <summary>What kind of error it was lost to.</summary>
    [Id(9)]
    public string? ErrorKind { get; init; }

    /// <summary>How many attempts it took.</summary>
    [Id(10)]
    public required int Attempts { get; init; }

    /// <summary>How many turns are stored of the present attempt.</summary>
    [Id(11)]
    public required int Turns { get; init; }

    /// <summary>How many it may take.</summary>
    [Id(12)]
    public required int MaxTurns { get; init; }

    /// <summary>What the agent says.</summary>
    [Id(13)]
    public bool? AgentReportedSuccess { get; init; }

    /// <summary>What the last judgement says.</summary>
    [Id(14)]
    public bool? ValidationPassed { get; init; }

    /// <summary>Whether the strict goal was reached.</summary>
    [Id(15)]
    public bool? StrictSuccess { get; init; }

    /// <summary>True when it has no reward to learn from.</summary>
    [Id(16)]
    public bool IsMasked { get; init; }

    /// <summary>Its reward.</summary>
    [Id(17)]
    public double? Reward { get; init; }

    /// <summary>How long it took.</summary>
    [Id(18)]
    public double? RolloutSeconds { get; init; }

    /// <summary>When it was started.</summary>
    [Id(19)]
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>When it ended.</summary>
    [Id(20)]
    public DateTimeOffset? EndTime { get; init; }
}
