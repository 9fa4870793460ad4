using System.ComponentModel;
using CuaRl.Silo.Http.Trainings.Lineages;

namespace CuaRl.Silo.Http.Trainings;

/// <summary>A training as it stands.</summary>
internal sealed record TrainingDetails
{
    [Description("A UUID that follows from its name.")]
    public required string Id { get; init; }

    [Description("Its number, for clients that hold integer ids.")]
    public required long Number { get; init; }

    public required string RunName { get; init; }

    public required string ModelName { get; init; }

    public required string? LogPath { get; init; }

    public required int LoraRank { get; init; }

    public required double LearningRate { get; init; }

    public required int BatchSize { get; init; }

    public required int GroupSize { get; init; }

    public required int GroupsPerBatch { get; init; }

    public required int MaxTokens { get; init; }

    public required double Temperature { get; init; }

    public required double KlPenaltyCoef { get; init; }

    public required int NumSubsteps { get; init; }

    public required int MaxTurns { get; init; }

    public required long Seed { get; init; }

    public required string BoxType { get; init; }

    public required string? RendererName { get; init; }

    public required string? WandbProject { get; init; }

    public required string? WandbName { get; init; }

    public required int EvalEvery { get; init; }

    public required int SaveEvery { get; init; }

    [Description("Null while unknown.")]
    public required int? TotalSteps { get; init; }

    [Description("Null while unknown.")]
    public required int? EvalTasks { get; init; }

    public required string RewardFunction { get; init; }

    public required int MaxConcurrentRollouts { get; init; }

    public required JsonText Config { get; init; }

    [Description("pending, initializing, running, completed, failed, paused or cancelled.")]
    public required string Status { get; init; }

    [Description("initialization, rollout, training, evaluation, checkpointing, completed or failed.")]
    public required string? Phase { get; init; }

    [Description("The last step that was completed; of a branch counted with those that it shares.")]
    public required int? CurrentStep { get; init; }

    [Description("The step to go on with.")]
    public required int StartStep { get; init; }

    [Description("The checkpoint to go on from; null for none.")]
    public required string? CheckpointPath { get; init; }

    public required string? StatusMessage { get; init; }

    public required string? ErrorMessage { get; init; }

    [Description("0 to 100: turns done of turns expected.")]
    public required double ProgressPercent { get; init; }

    [Description("In seconds; null while unknown.")]
    public required double? AvgTurnTime { get; init; }

    [Description("In seconds.")]
    public required double? EstimatedTotalTime { get; init; }

    [Description("In seconds.")]
    public required double? EstimatedRemainingTime { get; init; }

    [Description("Where it began as a branch of another training; null for a training of its own.")]
    public required OriginDetails? BranchedFrom { get; init; }

    public required bool Archived { get; init; }

    [Description("True while it is being deleted.")]
    public required bool Deleting { get; init; }

    [Description(
        "How many rollouts, groups and batches its last pause, resume, cancel or delete has yet to reach, which goes on by itself; 0 when "
        + "all are reached, null in lists.")]
    public required int? Unreached { get; init; }

    [Description("When it first ran, as created_at.")]
    public required string? StartTime { get; init; }

    public required string? EndTime { get; init; }

    [Description("When its driver was last heard of.")]
    public required string LastHeartbeat { get; init; }

    [Description(UtcTimestamp.Description)]
    public required string CreatedAt { get; init; }

    public required string UpdatedAt { get; init; }

    public static TrainingDetails From(TrainingInfo training)
    {
        var definition = training.Definition;
        return new()
        {
            Id = training.Id,
            Number = training.Number,
            RunName = training.RunName,
            ModelName = definition.ModelName,
            LogPath = definition.LogPath,
            LoraRank = definition.LoraRank,
            LearningRate = definition.LearningRate,
            BatchSize = definition.BatchSize ?? definition.GroupsPerBatch,
            GroupSize = definition.GroupSize,
            GroupsPerBatch = definition.GroupsPerBatch,
            MaxTokens = definition.MaxTokens,
            Temperature = definition.Temperature,
            KlPenaltyCoef = definition.KlPenaltyCoefficient,
            NumSubsteps = definition.NumSubsteps,
            MaxTurns = definition.MaxTurns,
            Seed = definition.Seed,
            BoxType = definition.BoxType,
            RendererName = definition.RendererName,
            WandbProject = definition.WandbProject,
            WandbName = definition.WandbName,
            EvalEvery = definition.EvalEvery,
            SaveEvery = definition.SaveEvery,
            TotalSteps = training.TotalSteps,
            EvalTasks = training.EvalTasks,
            RewardFunction = definition.RewardFunction,
            MaxConcurrentRollouts = definition.MaxConcurrentRollouts,
            Config = definition.Config,
            Status = Words<TrainingStatus>.Of(training.Status),
            Phase = Words<TrainingPhase>.Of(training.Phase),
            CurrentStep = training.CurrentStep,
            StartStep = training.StartStep,
            CheckpointPath = training.CheckpointPath,
            StatusMessage = training.StatusMessage,
            ErrorMessage = training.ErrorMessage,
            ProgressPercent = training.Progress.Percent,
            AvgTurnTime = training.Progress.AverageTurnSeconds,
            EstimatedTotalTime = training.Progress.EstimatedTotalSeconds,
            EstimatedRemainingTime = training.Progress.EstimatedRemainingSeconds,
            BranchedFrom = OriginDetails.From(training.Origin),
            Archived = training.IsArchived,
            Deleting = training.IsDeleting,
            Unreached = training.Unreached,
            StartTime = UtcTimestamp.Format(training.StartTime),
            EndTime = UtcTimestamp.Format(training.EndTime),
            LastHeartbeat = UtcTimestamp.Format(training.LastHeartbeat),
            CreatedAt = UtcTimestamp.Format(training.CreatedAt),
            UpdatedAt = UtcTimestamp.Format(training.UpdatedAt),
        };
    }
}
