using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CuaRl.Core.Progress;
using CuaRl.Core.Trainings;

namespace CuaRl.Grains.Rollouts;

internal sealed partial record RolloutState
{
    public static RolloutState From(string id, long number, RolloutDefinition definition, DateTimeOffset now) => new()
    {
        Id = id,
        Number = number,
        GroupId = definition.GroupId,
        GroupRecordNumber = definition.GroupRecordNumber,
        Group = definition.Group,
        EnvIndex = definition.Request.EnvIndex,
        InitialStatus = definition.Request.Status,
        EnvironmentType = definition.Request.EnvironmentType,
        BranchEnvIndex = definition.Request.Branch?.EnvIndex,
        BranchAttempt = definition.Request.Branch?.Attempt,
        BranchTurn = definition.Request.Branch?.Turn,
        StartTime = now,
        CreatedAt = now,
        UpdatedAt = now,
    };

    [JsonIgnore]
    public RolloutRequest Request => new()
    {
        EnvIndex = EnvIndex, Status = InitialStatus, EnvironmentType = EnvironmentType, Branch = Branch,
    };

    [JsonIgnore]
    public RolloutBranch? Branch => (BranchEnvIndex, BranchAttempt, BranchTurn) is ({ } place, { } attempt, { } turn)
        ? new RolloutBranch { EnvIndex = place, Attempt = attempt, Turn = turn }
        : null;

    /// <summary>The state that its attempts begin after; null when they begin at a reset.</summary>
    [JsonIgnore]
    public StateId? StartsAfter => Branch is { } branch
        ? new StateId(RecordIds.Run(TrainingNumber, RecordIds.Rollout(GroupId, branch.EnvIndex), branch.Attempt), branch.Turn)
        : null;

    /// <summary>How many turns an attempt has before its first own.</summary>
    [JsonIgnore]
    public int TurnsInCommon => BranchTurn ?? 0;

    [JsonIgnore]
    public AttemptState Attempt => Attempts[^1];

    [JsonIgnore]
    public bool IsOpen => !RolloutTransitions.IsEnded(Status);

    /// <summary>How it ended; null while it has not, or when it was lost.</summary>
    [JsonIgnore]
    public RolloutOutcome? Outcome
    {
        get => StopReason is null ? null : new RolloutOutcome
        {
            TaskCompleted = TaskCompleted ?? false,
            AgentReportedSuccess = AgentReportedSuccess,
            FinishMessage = FinishMessage,
            StopReason = StopReason,
            Counters = new ActionCounters
            {
                NumTotalActions = NumTotalActions ?? 0,
                ConsecutiveRepeatedActions = ConsecutiveRepeatedActions ?? 0,
                ParseErrors = ParseErrors ?? 0,
                ToolNameErrors = ToolNameErrors ?? 0,
                ToolArgumentErrors = ToolArgumentErrors ?? 0,
                RuntimeErrors = RuntimeErrors ?? 0,
                AttemptedCompletion = AttemptedCompletion ?? false,
                TurnFirstSuccess = TurnFirstSuccess ?? -1,
                TurnTaskCompleted = TurnTaskCompleted ?? -1,
            },
            Validation = Validations is [{ Source: ValidationSource.Validator } first, ..] ? first.Report : null,
            Reward = GivenReward,
            Errors = Errors,
            RolloutSeconds = RolloutSeconds,
            TaskStartTime = TaskStartTime,
            TaskEndTime = TaskEndTime,
            Summary = Summary,
        };
        set
        {
            TaskCompleted = value?.TaskCompleted;
            AgentReportedSuccess = value?.AgentReportedSuccess;
            FinishMessage = value?.FinishMessage;
            StopReason = value?.StopReason;
            NumTotalActions = value?.Counters.NumTotalActions;
            ConsecutiveRepeatedActions = value?.Counters.ConsecutiveRepeatedActions;
            ParseErrors = value?.Counters.ParseErrors;
            ToolNameErrors = value?.Counters.ToolNameErrors;
            ToolArgumentErrors = value?.Counters.ToolArgumentErrors;
            RuntimeErrors = value?.Counters.RuntimeErrors;
            AttemptedCompletion = value?.Counters.AttemptedCompletion;
            TurnFirstSuccess = value?.Counters.TurnFirstSuccess;
            TurnTaskCompleted = value?.Counters.TurnTaskCompleted;
            GivenReward = value?.Reward;
            Errors = value?.Errors ?? [];
            RolloutSeconds = value?.RolloutSeconds;
            TaskStartTime = value?.TaskStartTime;
            TaskEndTime = value?.TaskEndTime;
            Summary = value?.Summary;
        }
    }

    /// <summary>The reward, if it has one.</summary>
    [JsonIgnore]
    public RewardInfo? RewardInfo
    {
        get => Reward is { } value
            ? new RewardInfo { Value = value, Function = RewardFunctionUsed ?? "", Version = RewardVersion ?? 0 }
            : null;
        set
        {
            Reward = value?.Value;
            RewardFunctionUsed = value?.Function;
            RewardVersion = value?.Version;
        }
    }

    private string RunIdOf(int attempt) => StartsAfter is { } start
        ? RecordIds.Branch(TrainingNumber, Id, attempt, start.RunId, TurnsInCommon)
        : RecordIds.Run(TrainingNumber, Id, attempt);

    /// <summary>With the present attempt changed.</summary>
    public RolloutState With(AttemptState attempt) => attempt == Attempt
        ? this
        : this with { Attempts = Attempts.SetItem(Attempts.Length - 1, attempt) };

    /// <summary>The rollout as it stands, after so many turns of the present attempt.</summary>
    public RolloutInfo Info(int turns) => new()
    {
        Id = Id,
        Number = Number,
        Definition = new RolloutDefinition
        {
            GroupId = GroupId,
            GroupRecordNumber = GroupRecordNumber,
            Group = Group,
            Request = Request,
        },
        Status = Status,
        Phase = Phase,
        IsPaused = IsPaused,
        StatusMessage = StatusMessage,
        ErrorKind = ErrorKind,
        ErrorMessage = ErrorMessage,
        Attempts = [.. Attempts.Select(attempt => attempt.Info)],
        CurrentTurn = turns,
        Outcome = Outcome,
        IsMasked = IsMasked,
        ValidationPassed = ValidationPassed,
        Reward = RewardInfo,
        Validations = [.. Validations.Select(validation => validation.Info)],
        ProgressPercent = PercentAfter(turns),
        StartTime = StartTime,
        EndTime = EndTime,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    };

    /// <summary>How far it is after so many turns.</summary>
    public double PercentAfter(int turns) => new RolloutTurns(StageOf(Status), MaxTurns, turns, NumTurns).Tally.Percent;

    private static RolloutStage StageOf(RolloutStatus status) => status switch
    {
        RolloutStatus.Running => RolloutStage.Running,
        RolloutStatus.Completed => RolloutStage.Completed,
        RolloutStatus.Failed => RolloutStage.Failed,
        RolloutStatus.Cancelled => RolloutStage.Cancelled,
        _ => RolloutStage.Waiting,
    };
}
