using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using CuaRl.Grains.Groups;

namespace CuaRl.Grains.Rollouts;

/// <summary>The control record of a rollout, by the column names of the table that it is projected to.</summary>
internal sealed partial record RolloutState : GroupMembers
{
    /// <summary>The name of the state, which is part of the row's identity in storage.</summary>
    public const string StateName = "rollout";

    [JsonPropertyName("id")]
    public string Id { get; set; } = "";

    [JsonPropertyName("number")]
    public long Number { get; set; }

    [JsonPropertyName("group_id")]
    public string GroupId { get; set; } = "";

    /// <summary>The group's number for clients that hold integer ids.</summary>
    [JsonPropertyName("group_number")]
    public long GroupRecordNumber { get; set; }

    [JsonPropertyName("env_index")]
    public int EnvIndex { get; set; }

    [JsonPropertyName("initial_status")]
    public RolloutStatus InitialStatus { get; set; }

    /// <summary>The kind of environment that was asked for; null for the device kind's name.</summary>
    [JsonPropertyName("environment_type")]
    public string? EnvironmentType { get; set; }

    /// <summary>The place in the group of the rollout that it goes on from; null for none, as the two that follow.</summary>
    [JsonPropertyName("branch_env_index")]
    public int? BranchEnvIndex { get; set; }

    [JsonPropertyName("branch_attempt")]
    public int? BranchAttempt { get; set; }

    /// <summary>The last turn that it has in common with that one.</summary>
    [JsonPropertyName("branch_turn")]
    public int? BranchTurn { get; set; }

    [JsonPropertyName("status")]
    public RolloutStatus Status { get; set; }

    [JsonPropertyName("phase")]
    public RolloutPhase? Phase { get; set; }

    [JsonPropertyName("paused")]
    public bool IsPaused { get; set; }

    [JsonPropertyName("status_message")]
    public string? StatusMessage { get; set; }

    [JsonPropertyName("error_kind")]
    public string? ErrorKind { get; set; }

    [JsonPropertyName("error_message")]
    public string? ErrorMessage { get; set; }

    [JsonPropertyName("attempts")]
    public ImmutableArray<AttemptState> Attempts { get; set; } = [];

    [JsonPropertyName("task_completed")]
    public bool? TaskCompleted { get; set; }

    [JsonPropertyName("agent_reported_success")]
    public bool? AgentReportedSuccess { get; set; }

    [JsonPropertyName("finish_message")]
    public string? FinishMessage { get; set; }

    /// <summary>Why it stopped; null while it has not ended with an outcome.</summary>
    [JsonPropertyName("stop_reason")]
    public string? StopReason { get; set; }

    [JsonPropertyName("num_turns")]
    public int? NumTurns { get; set; }

    [JsonPropertyName("num_total_actions")]
    public int? NumTotalActions { get; set; }

    [JsonPropertyName("consecutive_repeated_actions")]
    public int? ConsecutiveRepeatedActions { get; set; }

    [JsonPropertyName("parse_errors")]
    public int? ParseErrors { get; set; }

    [JsonPropertyName("tool_name_errors")]
    public int? ToolNameErrors { get; set; }

    [JsonPropertyName("tool_arg_errors")]
    public int? ToolArgumentErrors { get; set; }

    [JsonPropertyName("runtime_errors")]
    public int? RuntimeErrors { get; set; }

    [JsonPropertyName("attempted_completion")]
    public bool? AttemptedCompletion { get; set; }

    [JsonPropertyName("ran_out_of_turns")]
    public bool? RanOutOfTurns { get; set; }

    [JsonPropertyName("turn_first_success")]
    public int? TurnFirstSuccess { get; set; }

    [JsonPropertyName("turn_task_completed")]
    public int? TurnTaskCompleted { get; set; }

    [JsonPropertyName("errors")]
    public ImmutableArray<string> Errors { get; set; } = [];

    [JsonPropertyName("rollout_time")]
    public double? RolloutSeconds { get; set; }

    [JsonPropertyName("task_start_time")]
    public DateTimeOffset? TaskStartTime { get; set; }

    [JsonPropertyName("task_end_time")]
    public DateTimeOffset? TaskEndTime { get; set; }

    [JsonPropertyName("summary")]
    public JsonText? Summary { get; set; }

    /// <summary>The reward that the caller computed, whether or not it counts.</summary>
    [JsonPropertyName("given_reward")]
    public double? GivenReward { get; set; }

    [JsonPropertyName("masked")]
    public bool IsMasked { get; set; }

    [JsonPropertyName("validation_passed")]
    public bool? ValidationPassed { get; set; }

    [JsonPropertyName("strict_success")]
    public bool? StrictSuccess { get; set; }

    [JsonPropertyName("reward")]
    public double? Reward { get; set; }

    [JsonPropertyName("reward_function_used")]
    public string? RewardFunctionUsed { get; set; }

    [JsonPropertyName("reward_version")]
    public int? RewardVersion { get; set; }

    [JsonPropertyName("validations")]
    public ImmutableArray<ValidationState> Validations { get; set; } = [];

    [JsonPropertyName("start_time")]
    public DateTimeOffset StartTime { get; set; }

    [JsonPropertyName("end_time")]
    public DateTimeOffset? EndTime { get; set; }

    [JsonPropertyName("env_creation_time")]
    public DateTimeOffset? EnvCreationTime { get; set; }

    [JsonPropertyName("agent_init_time")]
    public DateTimeOffset? AgentInitTime { get; set; }

    [JsonPropertyName("validation_time")]
    public DateTimeOffset? ValidationTime { get; set; }

    /// <summary>Members that a newer build wrote; kept, so that an older one loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }
}
