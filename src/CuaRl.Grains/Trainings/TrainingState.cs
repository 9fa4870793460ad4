using System.Text.Json;
using System.Text.Json.Serialization;

namespace CuaRl.Grains.Trainings;

/// <summary>The control record of a training, by the column names of the table that it is projected to.</summary>
internal sealed partial record TrainingState : ProgressMembers
{
    /// <summary>The name of the state, which is part of the row's identity in storage.</summary>
    public const string StateName = "training";

    [JsonPropertyName("id")]
    public string Id { get; set; } = "";

    [JsonPropertyName("number")]
    public long Number { get; set; }

    [JsonPropertyName("run_name")]
    public string RunName { get; set; } = "";

    [JsonPropertyName("log_path")]
    public string? LogPath { get; set; }

    [JsonPropertyName("model_name")]
    public string ModelName { get; set; } = "";

    [JsonPropertyName("lora_rank")]
    public int LoraRank { get; set; }

    [JsonPropertyName("learning_rate")]
    public double LearningRate { get; set; }

    [JsonPropertyName("batch_size")]
    public int? BatchSize { get; set; }

    [JsonPropertyName("group_size")]
    public int GroupSize { get; set; }

    [JsonPropertyName("groups_per_batch")]
    public int GroupsPerBatch { get; set; }

    [JsonPropertyName("max_tokens")]
    public int MaxTokens { get; set; }

    [JsonPropertyName("temperature")]
    public double Temperature { get; set; }

    [JsonPropertyName("kl_penalty_coef")]
    public double KlPenaltyCoefficient { get; set; }

    [JsonPropertyName("num_substeps")]
    public int NumSubsteps { get; set; }

    [JsonPropertyName("max_turns")]
    public int MaxTurns { get; set; }

    [JsonPropertyName("seed")]
    public long Seed { get; set; }

    [JsonPropertyName("box_type")]
    public string BoxType { get; set; } = "";

    [JsonPropertyName("renderer_name")]
    public string? RendererName { get; set; }

    [JsonPropertyName("wandb_project")]
    public string? WandbProject { get; set; }

    [JsonPropertyName("wandb_name")]
    public string? WandbName { get; set; }

    [JsonPropertyName("eval_every")]
    public int EvalEvery { get; set; }

    [JsonPropertyName("save_every")]
    public int SaveEvery { get; set; }

    /// <summary>The steps as first said.</summary>
    [JsonPropertyName("defined_total_steps")]
    public int? DefinedTotalSteps { get; set; }

    /// <summary>The tasks of an evaluation as first said.</summary>
    [JsonPropertyName("defined_eval_tasks")]
    public int? DefinedEvalTasks { get; set; }

    [JsonPropertyName("reward_function")]
    public string RewardFunction { get; set; } = "";

    [JsonPropertyName("max_concurrent_rollouts")]
    public int MaxConcurrentRollouts { get; set; }

    [JsonPropertyName("config")]
    public JsonText Config { get; set; } = JsonText.EmptyObject;

    [JsonPropertyName("status")]
    public TrainingStatus Status { get; set; }

    [JsonPropertyName("phase")]
    public TrainingPhase? Phase { get; set; }

    [JsonPropertyName("current_step")]
    public int? CurrentStep { get; set; }

    [JsonPropertyName("total_steps")]
    public int? TotalSteps { get; set; }

    [JsonPropertyName("eval_tasks")]
    public int? EvalTasks { get; set; }

    [JsonPropertyName("start_step")]
    public int StartStep { get; set; }

    [JsonPropertyName("checkpoint_path")]
    public string? CheckpointPath { get; set; }

    [JsonPropertyName("status_message")]
    public string? StatusMessage { get; set; }

    [JsonPropertyName("error_message")]
    public string? ErrorMessage { get; set; }

    /// <summary>Who asked for the last change of the status, where that was said.</summary>
    [JsonPropertyName("actor")]
    public string? Actor { get; set; }

    [JsonPropertyName("archived")]
    public bool IsArchived { get; set; }

    [JsonPropertyName("deleting")]
    public bool IsDeleting { get; set; }

    /// <summary>No branch that needs what it saved came before its deletion was stored, so that all of it may go.</summary>
    [JsonPropertyName("unneeded")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsUnneeded { get; set; }

    [JsonPropertyName("start_time")]
    public DateTimeOffset? StartTime { get; set; }

    [JsonPropertyName("end_time")]
    public DateTimeOffset? EndTime { get; set; }

    [JsonPropertyName("last_heartbeat")]
    public DateTimeOffset LastHeartbeat { get; set; }

    /// <summary>The training that was branched from; null for none, as all that follows.</summary>
    [JsonPropertyName("parent_id")]
    public string? ParentId { get; set; }

    [JsonPropertyName("parent_number")]
    public long? ParentNumber { get; set; }

    [JsonPropertyName("parent_run_name")]
    public string? ParentRunName { get; set; }

    [JsonPropertyName("parent_step")]
    public int? ParentStep { get; set; }

    [JsonPropertyName("parent_checkpoint_path")]
    public string? ParentCheckpointPath { get; set; }

    [JsonPropertyName("parent_model_path")]
    public string? ParentModelPath { get; set; }

    /// <summary>The training that keeps what a KL penalty of the lineage draws to.</summary>
    [JsonPropertyName("kl_reference_id")]
    public string? KlReferenceId { get; set; }

    [JsonPropertyName("kl_reference_path")]
    public string? KlReferencePath { get; set; }

    /// <summary>Members that a newer build wrote; kept, so that an older one loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }
}
