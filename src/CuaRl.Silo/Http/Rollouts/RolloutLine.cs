using System.ComponentModel;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>A rollout in a list.</summary>
internal sealed record RolloutLine
{
    public required string Id { get; init; }

    public required long Number { get; init; }

    public required string GroupId { get; init; }

    public required string SourceType { get; init; }

    public required int Step { get; init; }

    public required int GroupNum { get; init; }

    public required int EnvIndex { get; init; }

    public required string TaskId { get; init; }

    [Description(RolloutDetails.Statuses)]
    public required string Status { get; init; }

    public required string? ErrorKind { get; init; }

    [Description("How many attempts it took.")]
    public required int Attempts { get; init; }

    [Description("Stored ones of the present attempt.")]
    public required int NumTurns { get; init; }

    public required int MaxTurns { get; init; }

    [Description("What the agent says.")]
    public required bool? AgentReportedSuccess { get; init; }

    [Description("What the last judgement says.")]
    public required bool? ValidationPassed { get; init; }

    public required bool? StrictSuccess { get; init; }

    public required bool Masked { get; init; }

    public required double? Reward { get; init; }

    [Description("In seconds.")]
    public required double? RolloutTime { get; init; }

    public required string StartTime { get; init; }

    public required string? EndTime { get; init; }

    public static RolloutLine From(RolloutSummary rollout) => new()
    {
        Id = rollout.Id,
        Number = rollout.Number,
        GroupId = rollout.GroupId,
        SourceType = Words<SourceType>.Of(rollout.SourceType),
        Step = rollout.Step,
        GroupNum = rollout.GroupNumber,
        EnvIndex = rollout.EnvIndex,
        TaskId = rollout.TaskId,
        Status = Words<RolloutStatus>.Of(rollout.Status),
        ErrorKind = rollout.ErrorKind,
        Attempts = rollout.Attempts,
        NumTurns = rollout.Turns,
        MaxTurns = rollout.MaxTurns,
        AgentReportedSuccess = rollout.AgentReportedSuccess,
        ValidationPassed = rollout.ValidationPassed,
        StrictSuccess = rollout.StrictSuccess,
        Masked = rollout.IsMasked,
        Reward = rollout.Reward,
        RolloutTime = rollout.RolloutSeconds,
        StartTime = UtcTimestamp.Format(rollout.StartTime),
        EndTime = UtcTimestamp.Format(rollout.EndTime),
    };
}
