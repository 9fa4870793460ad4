using System.Text.Json.Serialization;

namespace CuaRl.Grains.Batches;

internal sealed partial record BatchState
{
    public static BatchState From(string id, long number, BatchDefinition definition, DateTimeOffset now) => new()
    {
        Id = id,
        Number = number,
        TrainingId = definition.TrainingId,
        TrainingNumber = definition.TrainingNumber,
        SourceType = definition.Request.SourceType,
        Step = definition.Request.Step,
        ModelPath = definition.Request.ModelPath,
        LearningRate = definition.LearningRate,
        NumGroups = definition.Request.NumGroups,
        GroupSize = definition.Request.GroupSize,
        MaxTurns = definition.MaxTurns,
        Temperature = definition.Temperature,
        RewardFunction = definition.RewardFunction,
        BoxType = definition.BoxType,
        MaxConcurrentRollouts = definition.MaxConcurrentRollouts,
        Status = BatchStatus.Pending,
        Phase = BatchPhase.Initialization,
        StartTime = now,
        CreatedAt = now,
        UpdatedAt = now,
    };

    /// <summary>What it was asked for with; its learning rate is the one that applies.</summary>
    [JsonIgnore]
    public BatchRequest Request => new()
    {
        SourceType = SourceType,
        Step = Step,
        ModelPath = ModelPath,
        LearningRate = LearningRate,
        NumGroups = NumGroups,
        GroupSize = GroupSize,
    };

    /// <summary>What came of it; null while it is not completed.</summary>
    [JsonIgnore]
    public BatchResult? Result => Status != BatchStatus.Completed ? null : new BatchResult
    {
        Loss = Loss,
        KlDivergence = KlDivergence,
        PolicyGradientNorm = PolicyGradientNorm,
        NumTokens = NumTokens,
        ModelPath = NewModelPath,
        CheckpointPath = CheckpointPath,
        Metrics = Metrics,
        StatusMessage = ResultMessage,
    };

    public BatchState With(BatchResult result) => this with
    {
        Loss = result.Loss,
        KlDivergence = result.KlDivergence,
        PolicyGradientNorm = result.PolicyGradientNorm,
        NumTokens = result.NumTokens,
        NewModelPath = result.ModelPath,
        CheckpointPath = result.CheckpointPath,
        Metrics = result.Metrics,
        ResultMessage = result.StatusMessage,
        StatusMessage = result.StatusMessage ?? StatusMessage,
    };

    [JsonIgnore]
    public BatchInfo Info => new()
    {
        Id = Id,
        Number = Number,
        TrainingId = TrainingId,
        Request = Request,
        Status = Status,
        Phase = Phase,
        StatusMessage = StatusMessage,
        ErrorMessage = ErrorMessage,
        Result = Result,
        Statistics = Statistics?.ToStatistics(),
        CompletedSubsteps = CompletedSubsteps,
        TotalSubsteps = TotalSubsteps,
        TrainedOn = TrainedOn,
        Progress = Progress,
        StartTime = StartTime,
        RolloutStartTime = RolloutStartTime,
        RolloutEndTime = RolloutEndTime,
        TrainingStartTime = TrainingStartTime,
        TrainingEndTime = TrainingEndTime,
        EndTime = EndTime,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    };
}
