using System.Collections.Immutable;

namespace CuaRl;

/// <summary>How a rollout ended.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.RolloutOutcome")]
public sealed record RolloutOutcome
{
    /// <summary>True when the agent called finish.</summary>
    [Id(0)]
    public bool TaskCompleted { get; init; }

    /// <summary>What the agent says of its success, kept apart from the validated result.</summary>
    [Id(1)]
    public bool? AgentReportedSuccess { get; init; }

    /// <summary>What the agent said at the end, at most 10,000 characters.</summary>
    [Id(2)]
    public string? FinishMessage { get; init; }

    /// <summary>
    /// Why it stopped, such as <c>finish_success</c>, <c>max_turns_reached_20</c> or <c>timeout_30min</c>; 1 to 200
    /// characters.
    /// </summary>
    [Id(3)]
    public required string StopReason { get; init; }

    /// <summary>What went wrong and how much was done.</summary>
    /// <value>The default is nothing.</value>
    [Id(4)]
    public ActionCounters Counters { get; init; } = new();

    /// <summary>
    /// The judgement; null for a task without validator, which is recorded as unvalidated and masked. One without success or
    /// failure could not be made: it is kept, and the rollout masked.
    /// </summary>
    [Id(5)]
    public ValidationReport? Validation { get; init; }

    /// <summary>The reward if the caller computed it; null to compute it here.</summary>
    [Id(6)]
    public double? Reward { get; init; }

    /// <summary>What went wrong, in words; at most 100.</summary>
    /// <value>The default is nothing.</value>
    [Id(7)]
    public ImmutableArray<string> Errors { get; init; } = [];

    /// <summary>How long it took, in seconds; null to take it from the clock.</summary>
    [Id(8)]
    public double? RolloutSeconds { get; init; }

    /// <summary>When the first turn began.</summary>
    [Id(9)]
    public DateTimeOffset? TaskStartTime { get; init; }

    /// <summary>When the last turn ended.</summary>
    [Id(10)]
    public DateTimeOffset? TaskEndTime { get; init; }

    /// <summary>Whatever else is to be kept: a JSON object, at most 64 KiB.</summary>
    [Id(11)]
    public JsonText? Summary { get; init; }
}
