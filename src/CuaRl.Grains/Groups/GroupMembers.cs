using System.Text.Json.Serialization;
using CuaRl.Grains.Trainings;

namespace CuaRl.Grains.Groups;

/// <summary>What the records of a group and of each of its rollouts hold of what the group is.</summary>
internal abstract record GroupMembers : ProgressMembers
{
    [JsonPropertyName("training_id")]
    public string TrainingId { get; set; } = "";

    [JsonPropertyName("training_number")]
    public long TrainingNumber { get; set; }

    [JsonPropertyName("batch_id")]
    public string BatchId { get; set; } = "";

    [JsonPropertyName("batch_number")]
    public long BatchNumber { get; set; }

    [JsonPropertyName("source_type")]
    public SourceType SourceType { get; set; }

    [JsonPropertyName("step")]
    public int Step { get; set; }

    [JsonPropertyName("model_path")]
    public string ModelPath { get; set; } = "";

    /// <summary>The group's place in its batch.</summary>
    [JsonPropertyName("group_num")]
    public int GroupNum { get; set; }

    [JsonPropertyName("task_id")]
    public string TaskId { get; set; } = "";

    [JsonPropertyName("task_number")]
    public long TaskNumber { get; set; }

    [JsonPropertyName("task_max_steps")]
    public int? TaskMaxSteps { get; set; }

    [JsonPropertyName("validation_query")]
    public string? ValidationQuery { get; set; }

    [JsonPropertyName("expected_result")]
    public JsonText? ExpectedResult { get; set; }

    [JsonPropertyName("num_rollouts")]
    public int NumRollouts { get; set; }

    [JsonPropertyName("max_turns")]
    public int MaxTurns { get; set; }

    [JsonPropertyName("temperature")]
    public double Temperature { get; set; }

    [JsonPropertyName("reward_function")]
    public string RewardFunction { get; set; } = "";

    [JsonPropertyName("box_type")]
    public string BoxType { get; set; } = "";

    [JsonPropertyName("max_concurrent_rollouts")]
    public int MaxConcurrentRollouts { get; set; } = 1;

    [JsonIgnore]
    public GroupDefinition Group
    {
        get => new()
        {
            TrainingId = TrainingId,
            TrainingNumber = TrainingNumber,
            BatchId = BatchId,
            BatchNumber = BatchNumber,
            SourceType = SourceType,
            Step = Step,
            ModelPath = ModelPath,
            Request = new GroupRequest { GroupNumber = GroupNum, TaskId = TaskId, NumRollouts = NumRollouts },
            Task = new RolloutTask
            {
                TaskId = TaskId,
                Number = TaskNumber,
                MaxSteps = TaskMaxSteps,
                ValidationQuery = ValidationQuery,
                ExpectedResult = ExpectedResult,
            },
            MaxTurns = MaxTurns,
            Temperature = Temperature,
            RewardFunction = RewardFunction,
            BoxType = BoxType,
            MaxConcurrentRollouts = MaxConcurrentRollouts,
        };
        set
        {
            TrainingId = value.TrainingId;
            TrainingNumber = value.TrainingNumber;
            BatchId = value.BatchId;
            BatchNumber = value.BatchNumber;
            SourceType = value.SourceType;
            Step = value.Step;
            ModelPath = value.ModelPath;
            GroupNum = value.Request.GroupNumber;
            TaskId = value.Task.TaskId;
            TaskNumber = value.Task.Number;
            TaskMaxSteps = value.Task.MaxSteps;
            ValidationQuery = value.Task.ValidationQuery;
            ExpectedResult = value.Task.ExpectedResult;
            NumRollouts = value.Request.NumRollouts;
            MaxTurns = value.MaxTurns;
            Temperature = value.Temperature;
            RewardFunction = value.RewardFunction;
            BoxType = value.BoxType;
            MaxConcurrentRollouts = value.MaxConcurrentRollouts;
        }
    }
}
