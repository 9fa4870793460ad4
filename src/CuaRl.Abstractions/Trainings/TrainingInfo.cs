namespace CuaRl;

/// <summary>A training as it stands.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.TrainingInfo")]
public sealed record TrainingInfo
{
    /// <summary>Its id, a UUID that follows from its name.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>Its number, for clients that hold integer ids.</summary>
    [Id(1)]
    public required long Number { get; init; }

    /// <summary>Its name.</summary>
    [Id(2)]
    public required string RunName { get; init; }

    /// <summary>What configures it.</summary>
    [Id(3)]
    public required TrainingDefinition Definition { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(4)]
    public required TrainingStatus Status { get; init; }

    /// <summary>What it is at.</summary>
    [Id(5)]
    public TrainingPhase? Phase { get; init; }

    /// <summary>The last step that was completed.</summary>
    [Id(6)]
    public int? CurrentStep { get; init; }

    /// <summary>The step to go on with: the one after the latest that was completed with a checkpoint, or its first.</summary>
    [Id(7)]
    public required int StartStep { get; init; }

    /// <summary>The checkpoint to go on from; null for none.</summary>
    [Id(8)]
    public string? CheckpointPath { get; init; }

    /// <summary>What it says of itself.</summary>
    [Id(9)]
    public string? StatusMessage { get; init; }

    /// <summary>Why it failed.</summary>
    [Id(10)]
    public string? ErrorMessage { get; init; }

    /// <summary>How far it is.</summary>
    [Id(11)]
    public required ProgressInfo Progress { get; init; }

    /// <summary>True when lists leave it out.</summary>
    [Id(12)]
    public bool IsArchived { get; init; }

    /// <summary>When it first ran.</summary>
    [Id(13)]
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it ended.</summary>
    [Id(14)]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>When its driver was last heard of.</summary>
    [Id(15)]
    public required DateTimeOffset LastHeartbeat { get; init; }

    /// <summary>When it was created, UTC to the microsecond.</summary>
    [Id(16)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its record last changed.</summary>
    [Id(17)]
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>How many steps it will take, as last said; null while unknown.</summary>
    [Id(18)]
    public int? TotalSteps { get; init; }

    /// <summary>How many tasks an evaluation has, as last said; null while unknown.</summary>
    [Id(19)]
    public int? EvalTasks { get; init; }

    /// <summary>
    /// How many rollouts, groups and batches its last pause, resume, end or deletion has yet to reach, which goes on by
    /// itself; 0 when all are reached, null where nobody counted, as in lists.
    /// </summary>
    [Id(20)]
    public int? Unreached { get; init; }

    /// <summary>True while it is being deleted.</summary>
    [Id(21)]
    public bool IsDeleting { get; init; }

    /// <summary>Where it began as a branch; null for a training of its own.</summary>
    [Id(22)]
    public TrainingOrigin? Origin { get; init; }
}
