using System.Collections.Immutable;

namespace CuaRl;

/// <summary>A rollout as it stands.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.RolloutInfo")]
public sealed record RolloutInfo
{
    /// <summary>Its id, a UUID that follows from its group and index.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>Its number, for clients that hold integer ids.</summary>
    [Id(1)]
    public required long Number { get; init; }

    /// <summary>What it is.</summary>
    [Id(2)]
    public required RolloutDefinition Definition { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(3)]
    public required RolloutStatus Status { get; init; }

    /// <summary>What it is at.</summary>
    [Id(4)]
    public RolloutPhase? Phase { get; init; }

    /// <summary>True while its training is paused.</summary>
    [Id(5)]
    public bool IsPaused { get; init; }

    /// <summary>What it says of itself.</summary>
    [Id(6)]
    public string? StatusMessage { get; init; }

    /// <summary>What kind of error it was lost to.</summary>
    [Id(7)]
    public string? ErrorKind { get; init; }

    /// <summary>Why it was lost.</summary>
    [Id(8)]
    public string? ErrorMessage { get; init; }

    /// <summary>Its attempts, the present one last.</summary>
    [Id(9)]
    public required ImmutableArray<AttemptInfo> Attempts { get; init; }

    /// <summary>The last turn of the present attempt that is stored.</summary>
    [Id(10)]
    public required int CurrentTurn { get; init; }

    /// <summary>How it ended.</summary>
    [Id(11)]
    public RolloutOutcome? Outcome { get; init; }

    /// <summary>True when it has no reward to learn from: it was not validated, or lost.</summary>
    [Id(12)]
    public bool IsMasked { get; init; }

    /// <summary>What the last judgement says.</summary>
    [Id(13)]
    public bool? ValidationPassed { get; init; }

    /// <summary>Its reward.</summary>
    [Id(14)]
    public RewardInfo? Reward { get; init; }

    /// <summary>All judgements, the one that counts last.</summary>
    [Id(15)]
    public required ImmutableArray<ValidationInfo> Validations { get; init; }

    /// <summary>How far it is, 0 to 100.</summary>
    [Id(16)]
    public required double ProgressPercent { get; init; }

    /// <summary>When it was started.</summary>
    [Id(17)]
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>When it ended.</summary>
    [Id(18)]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>When it was created.</summary>
    [Id(19)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its record last changed.</summary>
    [Id(20)]
    public required DateTimeOffset UpdatedAt { get; init; }
}
