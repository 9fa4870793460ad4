using System.Text.Json;
using System.Text.Json.Serialization;
using CuaRl.Grains.Trainings;

namespace CuaRl.Grains.Batches;

/// <summary>The control record of a batch, by the column names of the table that it is projected to.</summary>
internal sealed partial record BatchState : ProgressMembers
{
    /// <summary>The name of the state, which is part of the row's identity in storage.</summary>
    public const string StateName = "batch";

    [JsonPropertyName("id")]
    public string Id { get; set; } = "";

    [JsonPropertyName("number")]
    public long Number { get; set; }

    [JsonPropertyName("training_id")]
    public string TrainingId { get; set; } = "";

    [JsonPropertyName("training_number")]
    public long TrainingNumber { get; set; }

    [JsonPropertyName("source_type")]
    public SourceType SourceType { get; set; }

    [JsonPropertyName("step")]
    public int Step { get; set; }

    /// <summary>The policy that acts.</summary>
    [JsonPropertyName("model_path")]
    public string ModelPath { get; set; } = "";

    [JsonPropertyName("learning_rate")]
    public double LearningRate { get; set; }

    [JsonPropertyName("num_groups")]
    public int NumGroups { get; set; }

    [JsonPropertyName("group_size")]
    public int GroupSize { get; set; }

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

    [JsonPropertyName("status")]
    public BatchStatus Status { get; set; }

    [JsonPropertyName("phase")]
    public BatchPhase? Phase { get; set; }

    [JsonPropertyName("status_message")]
    public string? StatusMessage { get; set; }

    [JsonPropertyName("error_message")]
    public string? ErrorMessage { get; set; }

    [JsonPropertyName("completed_substeps")]
    public int? CompletedSubsteps { get; set; }

    [JsonPropertyName("total_substeps")]
    public int? TotalSubsteps { get; set; }

    [JsonPropertyName("loss")]
    public double? Loss { get; set; }

    [JsonPropertyName("kl_divergence")]
    public double? KlDivergence { get; set; }

    [JsonPropertyName("policy_gradient_norm")]
    public double? PolicyGradientNorm { get; set; }

    [JsonPropertyName("num_tokens")]
    public long? NumTokens { get; set; }

    /// <summary>The policy after the step.</summary>
    [JsonPropertyName("new_model_path")]
    public string? NewModelPath { get; set; }

    [JsonPropertyName("checkpoint_path")]
    public string? CheckpointPath { get; set; }

    [JsonPropertyName("metrics")]
    public JsonText? Metrics { get; set; }

    [JsonPropertyName("result_message")]
    public string? ResultMessage { get; set; }

    [JsonPropertyName("statistics")]
    public StatisticsState? Statistics { get; set; }

    /// <summary>What the step trains on, fixed before the trainer is asked: later judgements do not change it.</summary>
    [JsonPropertyName("trained_on")]
    public JsonText? TrainedOn { get; set; }

    [JsonPropertyName("start_time")]
    public DateTimeOffset StartTime { get; set; }

    [JsonPropertyName("rollout_start_time")]
    public DateTimeOffset? RolloutStartTime { get; set; }

    [JsonPropertyName("rollout_end_time")]
    public DateTimeOffset? RolloutEndTime { get; set; }

    [JsonPropertyName("training_start_time")]
    public DateTimeOffset? TrainingStartTime { get; set; }

    [JsonPropertyName("training_end_time")]
    public DateTimeOffset? TrainingEndTime { get; set; }

    [JsonPropertyName("end_time")]
    public DateTimeOffset? EndTime { get; set; }

    /// <summary>Members that a newer build wrote; kept, so that an older one loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }
}
