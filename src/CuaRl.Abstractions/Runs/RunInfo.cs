namespace CuaRl;

/// <summary>A run as it stands.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.RunInfo")]
public sealed record RunInfo
{
    /// <summary>Its id.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>What it was created with.</summary>
    [Id(1)]
    public required RunDefinition Definition { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(2)]
    public required RunStatus Status { get; init; }

    /// <summary>The step of its last state, inherited ones included; -1 while its history is empty.</summary>
    [Id(3)]
    public required long Head { get; init; }

    /// <summary>Its last state, inherited ones included; null while its history is empty.</summary>
    [Id(4)]
    public StateId? Current { get; init; }

    /// <summary>How many states it appended after the one it started from.</summary>
    [Id(5)]
    public required long TotalSteps { get; init; }

    /// <summary>How many states its history holds, inherited ones included.</summary>
    [Id(6)]
    public required long Length { get; init; }

    /// <summary>The total reward that it was completed with: any JSON value.</summary>
    [Id(7)]
    public JsonText? TotalReward { get; init; }

    /// <summary>Why it failed.</summary>
    [Id(8)]
    public string? FailureReason { get; init; }

    /// <summary>When it was created, UTC to the microsecond.</summary>
    [Id(9)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was completed or failed, UTC to the microsecond.</summary>
    [Id(10)]
    public DateTimeOffset? CompletedAt { get; init; }
}
