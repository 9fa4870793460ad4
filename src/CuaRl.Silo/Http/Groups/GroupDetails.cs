using System.ComponentModel;
using CuaRl.Silo.Http.Batches;

namespace CuaRl.Silo.Http.Groups;

/// <summary>A group as it stands.</summary>
internal sealed record GroupDetails
{
    [Description("A UUID that follows from its batch and place.")]
    public required string Id { get; init; }

    [Description("Its number, for clients that hold integer ids.")]
    public required long Number { get; init; }

    public required string TrainingId { get; init; }

    public required string BatchId { get; init; }

    [Description("step, eval or baseline.")]
    public required string SourceType { get; init; }

    public required int Step { get; init; }

    [Description("Its place in the batch.")]
    public required int GroupNum { get; init; }

    public required string TaskId { get; init; }

    public required string ModelPath { get; init; }

    public required int NumRollouts { get; init; }

    [Description("Of a rollout: the lower of the training's and the task's limit.")]
    public required int MaxTurns { get; init; }

    public required double Temperature { get; init; }

    public required string RewardFunction { get; init; }

    public required string BoxType { get; init; }

    [Description("pending, running, completed, failed or cancelled.")]
    public required string Status { get; init; }

    public required string? StatusMessage { get; init; }

    public required string? ErrorMessage { get; init; }

    [Description(
        "Null until it is completed; taken anew when its batch is, and unchanged by what is judged or rewarded anew after that.")]
    public required StatisticsDetails? Statistics { get; init; }

    public required int CompletedRollouts { get; init; }

    [Description("0 to 100: turns done of turns expected.")]
    public required double ProgressPercent { get; init; }

    [Description("In seconds; null while unknown.")]
    public required double? AvgTurnTime { get; init; }

    [Description("In seconds.")]
    public required double? EstimatedTotalTime { get; init; }

    [Description("In seconds.")]
    public required double? EstimatedRemainingTime { get; init; }

    public required string StartTime { get; init; }

    public required string? EndTime { get; init; }

    [Description(UtcTimestamp.Description)]
    public required string CreatedAt { get; init; }

    public required string UpdatedAt { get; init; }

    public static GroupDetails From(GroupInfo group) => new()
    {
        Id = group.Id,
        Number = group.Number,
        TrainingId = group.Definition.TrainingId,
        BatchId = group.Definition.BatchId,
        SourceType = Words<SourceType>.Of(group.Definition.SourceType),
        Step = group.Definition.Step,
        GroupNum = group.Definition.Request.GroupNumber,
        TaskId = group.Definition.Request.TaskId,
        ModelPath = group.Definition.ModelPath,
        NumRollouts = group.Definition.Request.NumRollouts,
        MaxTurns = group.Definition.MaxTurns,
        Temperature = group.Definition.Temperature,
        RewardFunction = group.Definition.RewardFunction,
        BoxType = group.Definition.BoxType,
        Status = Words<GroupStatus>.Of(group.Status),
        StatusMessage = group.StatusMessage,
        ErrorMessage = group.ErrorMessage,
        Statistics = StatisticsDetails.From(group.Statistics),
        CompletedRollouts = group.CompletedRollouts,
        ProgressPercent = group.Progress.Percent,
        AvgTurnTime = group.Progress.AverageTurnSeconds,
        EstimatedTotalTime = group.Progress.EstimatedTotalSeconds,
        EstimatedRemainingTime = group.Progress.EstimatedRemainingSeconds,
        StartTime = UtcTimestamp.Format(group.StartTime),
        EndTime = UtcTimestamp.Format(group.EndTime),
        CreatedAt = UtcTimestamp.Format(group.CreatedAt),
        UpdatedAt = UtcTimestamp.Format(group.UpdatedAt),
    };
}
