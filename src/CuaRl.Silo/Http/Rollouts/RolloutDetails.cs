using System.ComponentModel;

namespace CuaRl.Silo.Http.Rollouts;

/// <summary>A rollout as it stands.</summary>
internal sealed record RolloutDetails
{
    public const string Phases = "env_creation, agent_initialization, task_execution, validation or cleanup.";
    public const string Statuses = "pending, env_creation, agent_init, running, completed, failed or cancelled.";

    [Description("A UUID that follows from its group and place.")]
    public required string Id { get; init; }

    [Description("Its number, for clients that hold integer ids.")]
    public required long Number { get; init; }

    public required string TrainingId { get; init; }

    public required string BatchId { get; init; }

    public required string GroupId { get; init; }

    [Description("step, eval or baseline.")]
    public required string SourceType { get; init; }

    public required int Step { get; init; }

    [Description("The group's place in the batch.")]
    public required int GroupNum { get; init; }

    [Description("Its place in the group.")]
    public required int EnvIndex { get; init; }

    [Description("Where it goes on from another rollout of the group; null when it began at the reset.")]
    public required BranchBody? Branch { get; init; }

    public required string TaskId { get; init; }

    public required string ModelPath { get; init; }

    [Description("The lower of the training's and the task's limit.")]
    public required int MaxTurns { get; init; }

    public required double Temperature { get; init; }

    public required string BoxType { get; init; }

    [Description(Statuses)]
    public required string Status { get; init; }

    [Description(Phases)]
    public required string? Phase { get; init; }

    [Description("True while its training is paused.")]
    public required bool Paused { get; init; }

    public required string? StatusMessage { get; init; }

    [Description("What kind of error it was lost to.")]
    public required string? ErrorKind { get; init; }

    public required string? ErrorMessage { get; init; }

    [Description("The present one last.")]
    public required IReadOnlyList<AttemptDetails> Attempts { get; init; }

    [Description("The last turn of the present attempt that is stored.")]
    public required int CurrentTurn { get; init; }

    [Description("0 to 100.")]
    public required double ProgressPercent { get; init; }

    [Description("Null until it ended.")]
    public required OutcomeDetails? Outcome { get; init; }

    [Description("True when it has no reward to learn from: it was not validated, or lost.")]
    public required bool Masked { get; init; }

    [Description("What the last judgement says.")]
    public required bool? ValidationPassed { get; init; }

    public required double? Reward { get; init; }

    [Description("Which function computed it; 'given' when the client did.")]
    public required string? RewardFunction { get; init; }

    public required int? RewardVersion { get; init; }

    [Description("The one that counts last.")]
    public required IReadOnlyList<ValidationDetails> Validations { get; init; }

    public required string StartTime { get; init; }

    public required string? EndTime { get; init; }

    [Description(UtcTimestamp.Description)]
    public required string CreatedAt { get; init; }

    public required string UpdatedAt { get; init; }

    public static RolloutDetails From(RolloutInfo rollout)
    {
        var group = rollout.Definition.Group;
        return new()
        {
            Id = rollout.Id,
            Number = rollout.Number,
            TrainingId = group.TrainingId,
            BatchId = group.BatchId,
            GroupId = rollout.Definition.GroupId,
            SourceType = Words<SourceType>.Of(group.SourceType),
            Step = group.Step,
            GroupNum = group.Request.GroupNumber,
            EnvIndex = rollout.Definition.Request.EnvIndex,
            Branch = BranchBody.From(rollout.Definition.Request.Branch),
            TaskId = group.Task.TaskId,
            ModelPath = group.ModelPath,
            MaxTurns = group.MaxTurns,
            Temperature = group.Temperature,
            BoxType = group.BoxType,
            Status = Words<RolloutStatus>.Of(rollout.Status),
            Phase = Words<RolloutPhase>.Of(rollout.Phase),
            Paused = rollout.IsPaused,
            StatusMessage = rollout.StatusMessage,
            ErrorKind = rollout.ErrorKind,
            ErrorMessage = rollout.ErrorMessage,
            Attempts = [.. rollout.Attempts.Select(AttemptDetails.From)],
            CurrentTurn = rollout.CurrentTurn,
            ProgressPercent = rollout.ProgressPercent,
            Outcome = OutcomeDetails.From(rollout.Outcome),
            Masked = rollout.IsMasked,
            ValidationPassed = rollout.ValidationPassed,
            Reward = rollout.Reward?.Value,
            RewardFunction = rollout.Reward?.Function,
            RewardVersion = rollout.Reward?.Version,
            Validations = [.. rollout.Validations.Select(ValidationDetails.From)],
            StartTime = UtcTimestamp.Format(rollout.StartTime),
            EndTime = UtcTimestamp.Format(rollout.EndTime),
            CreatedAt = UtcTimestamp.Format(rollout.CreatedAt),
            UpdatedAt = UtcTimestamp.Format(rollout.UpdatedAt),
        };
    }
}
