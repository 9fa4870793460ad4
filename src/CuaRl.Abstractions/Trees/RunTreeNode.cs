namespace CuaRl;

/// <summary>One run in a <see cref="RunTree"/>.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.RunTreeNode")]
public sealed record RunTreeNode
{
    /// <summary>Its id.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    [Id(1)]
    public required string Name { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(2)]
    public required RunStatus Status { get; init; }

    /// <summary>The run that it branched from; null when it is no branch.</summary>
    [Id(3)]
    public string? ParentRunId { get; init; }

    /// <summary>The state that its own first state follows; null for a root of its own.</summary>
    [Id(4)]
    public StateId? StartsAfter { get; init; }

    /// <summary>The step of its last state, inherited ones included; -1 while its history is empty.</summary>
    [Id(5)]
    public required long Head { get; init; }

    /// <summary>How many states it appended after the one it started from.</summary>
    [Id(6)]
    public required long TotalSteps { get; init; }

    /// <summary>The total reward that it was completed with.</summary>
    [Id(7)]
    public JsonText? TotalReward { get; init; }

    /// <summary>When it was created, UTC to the microsecond.</summary>
    [Id(8)]
    public required DateTimeOffset CreatedAt { get; init; }
}
