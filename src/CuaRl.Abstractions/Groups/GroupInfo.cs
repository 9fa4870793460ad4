namespace CuaRl;

/// <summary>A group as it stands.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.GroupInfo")]
public sealed record GroupInfo
{
    /// <summary>Its id, a UUID that follows from its batch and number.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>Its number, for clients that hold integer ids.</summary>
    [Id(1)]
    public required long Number { get; init; }

    /// <summary>What it is.</summary>
    [Id(2)]
    public required GroupDefinition Definition { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(3)]
    public required GroupStatus Status { get; init; }

    /// <summary>What it says of itself.</summary>
    [Id(4)]
    public string? StatusMessage { get; init; }

    /// <summary>Why it failed.</summary>
    [Id(5)]
    public string? ErrorMessage { get; init; }

    /// <summary>
    /// What its rewards say, once it is completed; taken anew when its batch is, and unchanged by what is judged or rewarded anew
    /// after that.
    /// </summary>
    [Id(6)]
    public RewardStatistics? Statistics { get; init; }

    /// <summary>How many rollouts had been completed when its record last changed.</summary>
    [Id(7)]
    public required int CompletedRollouts { get; init; }

    /// <summary>How far it was then.</summary>
    [Id(8)]
    public required ProgressInfo Progress { get; init; }

    /// <summary>When it was started.</summary>
    [Id(9)]
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>When it ended.</summary>
    [Id(10)]
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>When it was created.</summary>
    [Id(11)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its record last changed.</summary>
    [Id(12)]
    public required DateTimeOffset UpdatedAt { get; init; }
}
