using System.ComponentModel;

namespace CuaRl.Silo.Http.Batches;

/// <summary>A step, an evaluation or a baseline as it stands.</summary>
internal sealed record BatchDetails
{
    public const string Phases =
        "Of a step: rollout_collection, rollout_execution, training or checkpointing; of others: initialization, rollout, "
        + "validation or aggregation.";

    [Description("A UUID that follows from its training, kind and step.")]
    public required string Id { get; init; }

    [Description("Its number among those of its kind, for clients that hold integer ids.")]
    public required long Number { get; init; }

    public required string TrainingId { get; init; }

    [Description("step, eval or baseline.")]
    public required string SourceType { get; init; }

    public required int Step { get; init; }

    [Description("The policy that acts.")]
    public required string ModelPath { get; init; }

    [Description("Null for the training's.")]
    public required double? LearningRate { get; init; }

    public required int NumGroups { get; init; }

    public required int GroupSize { get; init; }

    [Description("pending, rollout_collecting, rollout_running, training, running, completed, failed or cancelled.")]
    public required string Status { get; init; }

    [Description(Phases)]
    public required string? Phase { get; init; }

    public required string? StatusMessage { get; init; }

    public required string? ErrorMessage { get; init; }

    public required int? CompletedSubsteps { get; init; }

    public required int? TotalSubsteps { get; init; }

    [Description("What the step trains on, with each rollout's reward and advantage, once that is fixed; null in lists.")]
    public required JsonText? TrainedOn { get; init; }

    public required double? Loss { get; init; }

    public required double? KlDivergence { get; init; }

    public required double? PolicyGradientNorm { get; init; }

    public required long? NumTokens { get; init; }

    [Description("The policy after it.")]
    public required string? NewModelPath { get; init; }

    public required string? CheckpointPath { get; init; }

    public required JsonText? Metrics { get; init; }

    [Description("Null until it is completed; what was trained on, unchanged by what is judged or rewarded anew after that.")]
    public required StatisticsDetails? Statistics { get; init; }

    [Description("0 to 100: turns done of turns expected.")]
    public required double ProgressPercent { get; init; }

    [Description("In seconds; null while unknown.")]
    public required double? AvgTurnTime { get; init; }

    [Description("In seconds.")]
    public required double? EstimatedTotalTime { get; init; }

    [Description("In seconds.")]
    public required double? EstimatedRemainingTime { get; init; }

    public required string StartTime { get; init; }

    public required string? RolloutStartTime { get; init; }

    public required string? RolloutEndTime { get; init; }

    public required string? TrainingStartTime { get; init; }

    public required string? TrainingEndTime { get; init; }

    public required string? EndTime { get; init; }

    [Description(UtcTimestamp.Description)]
    public required string CreatedAt { get; init; }

    public required string UpdatedAt { get; init; }

    public static BatchDetails From(BatchInfo batch) => new()
    {
        Id = batch.Id,
        Number = batch.Number,
        TrainingId = batch.TrainingId,
        SourceType = Words<SourceType>.Of(batch.Request.SourceType),
        Step = batch.Request.Step,
        ModelPath = batch.Request.ModelPath,
        LearningRate = batch.Request.LearningRate,
        NumGroups = batch.Request.NumGroups,
        GroupSize = batch.Request.GroupSize,
        Status = Words<BatchStatus>.Of(batch.Status),
        Phase = Words<BatchPhase>.Of(batch.Phase),
        StatusMessage = batch.Result?.StatusMessage ?? batch.StatusMessage,
        ErrorMessage = batch.ErrorMessage,
        CompletedSubsteps = batch.CompletedSubsteps,
        TotalSubsteps = batch.TotalSubsteps,
        TrainedOn = batch.TrainedOn,
        Loss = batch.Result?.Loss,
        KlDivergence = batch.Result?.KlDivergence,
        PolicyGradientNorm = batch.Result?.PolicyGradientNorm,
        NumTokens = batch.Result?.NumTokens,
        NewModelPath = batch.Result?.ModelPath,
        CheckpointPath = batch.Result?.CheckpointPath,
        Metrics = batch.Result?.Metrics,
        Statistics = StatisticsDetails.From(batch.Statistics),
        ProgressPercent = batch.Progress.Percent,
        AvgTurnTime = batch.Progress.AverageTurnSeconds,
        EstimatedTotalTime = batch.Progress.EstimatedTotalSeconds,
        EstimatedRemainingTime = batch.Progress.EstimatedRemainingSeconds,
        StartTime = UtcTimestamp.Format(batch.StartTime),
        RolloutStartTime = UtcTimestamp.Format(batch.RolloutStartTime),
        RolloutEndTime = UtcTimestamp.Format(batch.RolloutEndTime),
        TrainingStartTime = UtcTimestamp.Format(batch.TrainingStartTime),
        TrainingEndTime = UtcTimestamp.Format(batch.TrainingEndTime),
        EndTime = UtcTimestamp.Format(batch.EndTime),
        CreatedAt = UtcTimestamp.Format(batch.CreatedAt),
        UpdatedAt = UtcTimestamp.Format(batch.UpdatedAt),
    };
}
