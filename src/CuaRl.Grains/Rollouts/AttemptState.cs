using System.Text.Json.Serialization;

namespace CuaRl.Grains.Rollouts;

/// <summary>An attempt, inside the rollout's record.</summary>
internal sealed record AttemptState
{
    [JsonPropertyName("attempt")]
    public int Number { get; set; }

    [JsonPropertyName("run_id")]
    public string RunId { get; set; } = "";

    [JsonPropertyName("status")]
    public AttemptStatus Status { get; set; }

    [JsonPropertyName("error_kind")]
    public string? ErrorKind { get; set; }

    [JsonPropertyName("error_message")]
    public string? ErrorMessage { get; set; }

    [JsonPropertyName("started_at")]
    public DateTimeOffset StartedAt { get; set; }

    [JsonPropertyName("ended_at")]
    public DateTimeOffset? EndedAt { get; set; }

    [JsonPropertyName("policy_step")]
    public int? PolicyStep { get; set; }

    [JsonPropertyName("environment")]
    public EnvironmentState Environment { get; set; } = new();

    /// <summary>The attempt as it ends, with its device given back or lost.</summary>
    public AttemptState Ended(AttemptStatus status, string? errorKind, string? error, DateTimeOffset now) => this with
    {
        Status = status,
        ErrorKind = errorKind,
        ErrorMessage = error,
        EndedAt = now,
        Environment = Environment.Released(status == AttemptStatus.InfraFailed ? error : null, now),
    };

    [JsonIgnore]
    public AttemptInfo Info => new()
    {
        Attempt = Number,
        RunId = RunId,
        Status = Status,
        ErrorKind = ErrorKind,
        ErrorMessage = ErrorMessage,
        Environment = Environment.Info,
        StartedAt = StartedAt,
        EndedAt = EndedAt,
        PolicyStep = PolicyStep,
    };
}
