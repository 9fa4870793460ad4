namespace CuaRl;

/// <summary>Which rollouts to list, newest first. What is null is not asked for.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.RolloutQuery")]
public sealed record RolloutQuery
{
    /// <summary>Of this training.</summary>
    [Id(0)]
    public string? TrainingId { get; init; }

    /// <summary>Of this batch.</summary>
    [Id(1)]
    public string? BatchId { get; init; }

    /// <summary>Of this group.</summary>
    [Id(2)]
    public string? GroupId { get; init; }

    /// <summary>Of batches for this.</summary>
    [Id(3)]
    public SourceType? SourceType { get; init; }

    /// <summary>Of this task.</summary>
    [Id(4)]
    public string? TaskId { get; init; }

    /// <summary>With this status.</summary>
    [Id(5)]
    public RolloutStatus? Status { get; init; }

    /// <summary>Lost to this kind of error.</summary>
    [Id(6)]
    public string? ErrorKind { get; init; }

    /// <summary>With this reward or more.</summary>
    [Id(7)]
    public double? MinReward { get; init; }

    /// <summary>With this reward or less.</summary>
    [Id(8)]
    public double? MaxReward { get; init; }

    /// <summary>Started then or later.</summary>
    [Id(9)]
    public DateTimeOffset? StartedFrom { get; init; }

    /// <summary>Started before.</summary>
    [Id(10)]
    public DateTimeOffset? StartedBefore { get; init; }

    /// <summary>The <see cref="RolloutPage.Next"/> of the page before.</summary>
    [Id(11)]
    public string? After { get; init; }

    /// <summary>How many at most, 1 to 1,000.</summary>
    /// <value>The default is 100.</value>
    [Id(12)]
    public int Limit { get; init; } = 100;

    /// <summary>True to count all that match.</summary>
    [Id(13)]
    public bool CountsAll { get; init; }
}
