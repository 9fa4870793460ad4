using System.Text.Json.Serialization;

namespace CuaRl.Grains.Trainings;

internal sealed partial record TrainingState
{
    public static TrainingState From(string id, long number, TrainingDefinition definition, DateTimeOffset now) => new()
    {
        Id = id,
        Number = number,
        Definition = definition,
        Status = TrainingStatus.Initializing,
        Phase = TrainingPhase.Initialization,
        TotalSteps = definition.TotalSteps,
        EvalTasks = definition.EvalTasks,
        LastHeartbeat = now,
        CreatedAt = now,
        UpdatedAt = now,
    };

    /// <summary>A branch, which goes on where its parent was left.</summary>
    public static TrainingState From(string id, long number, TrainingDefinition definition, TrainingOrigin origin, DateTimeOffset now) =>
        From(id, number, definition, now) with
        {
            Origin = origin,
            StartStep = origin.Step + 1,
            CheckpointPath = origin.CheckpointPath,
            StatusMessage = $"Branched from {origin.RunName} at step {origin.Step}",
        };

    [JsonIgnore]
    public TrainingOrigin? Origin
    {
        get => ParentId is null ? null : new()
        {
            TrainingId = ParentId,
            TrainingNumber = ParentNumber ?? 0,
            RunName = ParentRunName ?? "",
            Step = ParentStep ?? 0,
            CheckpointPath = ParentCheckpointPath ?? "",
            ModelPath = ParentModelPath,
            KlReferenceTrainingId = KlReferenceId,
            KlReferencePath = KlReferencePath,
        };
        set
        {
            ParentId = value?.TrainingId;
            ParentNumber = value?.TrainingNumber;
            ParentRunName = value?.RunName;
            ParentStep = value?.Step;
            ParentCheckpointPath = value?.CheckpointPath;
            ParentModelPath = value?.ModelPath;
            KlReferenceId = value?.KlReferenceTrainingId;
            KlReferencePath = value?.KlReferencePath;
        }
    }

    /// <summary>The first step of its own.</summary>
    [JsonIgnore]
    public int FirstStep => ParentStep + 1 ?? 0;

    [JsonIgnore]
    public TrainingDefinition Definition
    {
        get => new()
        {
            RunName = RunName,
            ModelName = ModelName,
            LogPath = LogPath,
            LoraRank = LoraRank,
            LearningRate = LearningRate,
            BatchSize = BatchSize,
            GroupSize = GroupSize,
            GroupsPerBatch = GroupsPerBatch,
            MaxTokens = MaxTokens,
            Temperature = Temperature,
            KlPenaltyCoefficient = KlPenaltyCoefficient,
            NumSubsteps = NumSubsteps,
            MaxTurns = MaxTurns,
            Seed = Seed,
            BoxType = BoxType,
            RendererName = RendererName,
            WandbProject = WandbProject,
            WandbName = WandbName,
            EvalEvery = EvalEvery,
            SaveEvery = SaveEvery,
            TotalSteps = DefinedTotalSteps,
            EvalTasks = DefinedEvalTasks,
            RewardFunction = RewardFunction,
            MaxConcurrentRollouts = MaxConcurrentRollouts,
            Config = Config,
        };
        set
        {
            RunName = value.RunName ?? "";
            ModelName = value.ModelName;
            LogPath = value.LogPath;
            LoraRank = value.LoraRank;
            LearningRate = value.LearningRate;
            BatchSize = value.BatchSize;
            GroupSize = value.GroupSize;
            GroupsPerBatch = value.GroupsPerBatch;
            MaxTokens = value.MaxTokens;
            Temperature = value.Temperature;
            KlPenaltyCoefficient = value.KlPenaltyCoefficient;
            NumSubsteps = value.NumSubsteps;
            MaxTurns = value.MaxTurns;
            Seed = value.Seed;
            BoxType = value.BoxType;
            RendererName = value.RendererName;
            WandbProject = value.WandbProject;
            WandbName = value.WandbName;
            EvalEvery = value.EvalEvery;
            SaveEvery = value.SaveEvery;
            DefinedTotalSteps = value.TotalSteps;
            DefinedEvalTasks = value.EvalTasks;
            RewardFunction = value.RewardFunction;
            MaxConcurrentRollouts = value.MaxConcurrentRollouts;
            Config = value.Config;
        }
    }

    [JsonIgnore]
    public TrainingInfo Info => new()
    {
        Id = Id,
        Number = Number,
        RunName = RunName,
        Definition = Definition,
        Status = Status,
        Phase = Phase,
        CurrentStep = CurrentStep,
        TotalSteps = TotalSteps,
        EvalTasks = EvalTasks,
        StartStep = StartStep,
        CheckpointPath = CheckpointPath,
        StatusMessage = StatusMessage,
        ErrorMessage = ErrorMessage,
        Progress = Progress,
        IsArchived = IsArchived,
        StartTime = StartTime,
        EndTime = EndTime,
        LastHeartbeat = LastHeartbeat,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        IsDeleting = IsDeleting,
        Origin = Origin,
    };
}
