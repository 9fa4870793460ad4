using System.Text.Json.Serialization;

namespace CuaRl.Grains.Rollouts;

/// <summary>The device of an attempt, inside the rollout's record.</summary>
internal sealed record EnvironmentState
{
    [JsonPropertyName("environment_type")]
    public string EnvironmentType { get; set; } = "";

    [JsonPropertyName("status")]
    public EnvironmentStatus Status { get; set; }

    [JsonPropertyName("box_id")]
    public string? BoxId { get; set; }

    [JsonPropertyName("box_type")]
    public string? BoxType { get; set; }

    [JsonPropertyName("status_message")]
    public string? StatusMessage { get; set; }

    [JsonPropertyName("error_message")]
    public string? ErrorMessage { get; set; }

    [JsonPropertyName("config")]
    public JsonText? Config { get; set; }

    [JsonPropertyName("created_at")]
    public DateTimeOffset CreatedAt { get; set; }

    [JsonPropertyName("terminated_at")]
    public DateTimeOffset? TerminatedAt { get; set; }

    [JsonIgnore]
    public bool IsHeld => Status is EnvironmentStatus.Creating or EnvironmentStatus.Running;

    public EnvironmentState With(EnvironmentReport report, DateTimeOffset now) => this with
    {
        Status = report.Status,
        BoxId = report.BoxId ?? BoxId,
        BoxType = report.BoxType ?? BoxType,
        StatusMessage = report.StatusMessage ?? StatusMessage,
        ErrorMessage = report.ErrorMessage ?? ErrorMessage,
        Config = report.Config ?? Config,
        TerminatedAt = report.Status is EnvironmentStatus.Terminated or EnvironmentStatus.Error ? TerminatedAt ?? now : null,
    };

    /// <summary>What becomes of a device that its attempt held to the end.</summary>
    public EnvironmentState Released(string? error, DateTimeOffset now) => !IsHeld ? this : this with
    {
        Status = error is null ? EnvironmentStatus.Terminated : EnvironmentStatus.Error,
        ErrorMessage = error ?? ErrorMessage,
        TerminatedAt = now,
    };

    [JsonIgnore]
    public EnvironmentInfo Info => new()
    {
        EnvironmentType = EnvironmentType,
        Status = Status,
        BoxId = BoxId,
        BoxType = BoxType,
        StatusMessage = StatusMessage,
        ErrorMessage = ErrorMessage,
        Config = Config,
        CreatedAt = CreatedAt,
        TerminatedAt = TerminatedAt,
    };
}
