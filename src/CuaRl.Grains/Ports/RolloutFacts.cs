namespace CuaRl.Grains.Ports;

/// <summary>What a stored rollout tells those who sum up.</summary>
public sealed record RolloutFacts
{
    /// <summary>The rollout.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its group.</summary>
    public required Guid GroupId { get; init; }

    /// <summary>True when it went on from another one, and so is no sample of how the policy does at the task.</summary>
    public bool IsBranch { get; init; }

    /// <summary>Where it stands.</summary>
    public required RolloutStatus Status { get; init; }

    /// <summary>True when it has no reward to learn from.</summary>
    public required bool IsMasked { get; init; }

    /// <summary>Its reward.</summary>
    public double? Reward { get; init; }

    /// <summary>What the last judgement says.</summary>
    public bool? ValidationPassed { get; init; }

    /// <summary>Whether the strict goal was reached.</summary>
    public bool? StrictSuccess { get; init; }

    /// <summary>What the agent says of its success.</summary>
    public bool? AgentReportedSuccess { get; init; }

    /// <summary>True when the agent called finish.</summary>
    public bool TaskCompleted { get; init; }

    /// <summary>Why it stopped.</summary>
    public string? StopReason { get; init; }

    /// <summary>How many turns are stored of the present attempt.</summary>
    public required int Turns { get; init; }

    /// <summary>How many it may take.</summary>
    public required int MaxTurns { get; init; }

    /// <summary>How many errors were noted.</summary>
    public int ErrorCount { get; init; }

    /// <summary>What went wrong and how much was done; null while it has not ended.</summary>
    public ActionCounters? Counters { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public double? RolloutSeconds { get; init; }
}
