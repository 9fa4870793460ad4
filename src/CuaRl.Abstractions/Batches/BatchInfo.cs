namespace CuaRl;

/// <summary>A batch as it stands.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.BatchInfo")]
public sealed record BatchInfo
{
    /// <summary>Its id, a UUID that follows from its training, kind and step.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>Its number, for clients that hold integer ids.</summary>
    [Id(1)]
    public required long Number { get; init; }

    /// <summary>The training.</summary>
    [Id(2)]
    public required string TrainingId { get; init; }

    /// <summary>What it was started with.</summary>
    [Id(3)]
    public required BatchRequest Request { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(4)]
    public required BatchStatus Status { get; init; }

    /// <summary>What it is at.</summary>
    [Id(5)]
    public BatchPhase? Phase { get; init; }

    /// <summary>What it says of itself.</summary>
    [Id(6)]
    public string? StatusMessage { get; init; }

    /// <summary>Why it failed.</summary>
    [Id(7)]
    public string? ErrorMessage { get; init; }

    /// <summary>What came of it.</summary>
    [Id(8)]
    public BatchResult? Result { get; init; }

    /// <summary>
    /// What its rewards say, once it is completed: what was trained on, unchanged by what is judged or rewarded anew after that.
    /// </summary>
    [Id(9)]
    public RewardStatistics? Statistics { get; init; }

    /// <summary>How many optimizer steps are done.</summary>
    [Id(10)]
    public int? CompletedSubsteps { get; init; }

    /// <summary>How many there will be.</summary>
    [Id(11)]
    public int? TotalSubsteps { get; init; }

    /// <summary>How far it is.</summary>
    [Id(12)]
    public required ProgressInfo Progress { get; init; }

    /// <summary>When it was started.</summary>
    [Id(13)]
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>When its rollouts began.</summary>
    [Id(14)]
    public DateTimeOffset? RolloutStartTime { get; init; }

    /// <summary>When its rollouts were done.</summary>
    [Id(15)]
    public DateTimeOffset? RolloutEndTime { get; init; }

    /// <summary>When the update began.</summary>
    [Id(16)]
    public DateTimeOffset? TrainingStartTime { get; init; }

    /// <summary>When the update was done.</summary>
    [Id(17)]
    public DateTimeOffset? TrainingEndTime { get; init; }

    /// <summary>When it ended.</summary>
    [Id(18)]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>When it was created.</summary>
    [Id(19)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its record last changed.</summary>
    [Id(20)]
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What the step trains on, with each rollout's reward and advantage; null until that is fixed.</summary>
    [Id(21)]
    public JsonText? TrainedOn { get; init; }
}
