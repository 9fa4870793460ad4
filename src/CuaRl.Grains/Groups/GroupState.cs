using System.Text.Json;
using System.Text.Json.Serialization;
using CuaRl.Grains.Batches;

namespace CuaRl.Grains.Groups;

/// <summary>The control record of a group, by the column names of the table that it is projected to.</summary>
internal sealed record GroupState : GroupMembers
{
    /// <summary>The name of the state, which is part of the row's identity in storage.</summary>
    public const string StateName = "group";

    [JsonPropertyName("id")]
    public string Id { get; set; } = "";

    [JsonPropertyName("number")]
    public long Number { get; set; }

    [JsonPropertyName("status")]
    public GroupStatus Status { get; set; }

    [JsonPropertyName("status_message")]
    public string? StatusMessage { get; set; }

    [JsonPropertyName("error_message")]
    public string? ErrorMessage { get; set; }

    [JsonPropertyName("statistics")]
    public StatisticsState? Statistics { get; set; }

    [JsonPropertyName("completed_rollouts")]
    public int CompletedRollouts { get; set; }

    [JsonPropertyName("start_time")]
    public DateTimeOffset StartTime { get; set; }

    [JsonPropertyName("end_time")]
    public DateTimeOffset? EndTime { get; set; }

    /// <summary>Members that a newer build wrote; kept, so that an older one loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }

    public static GroupState From(string id, long number, GroupDefinition definition, DateTimeOffset now) => new()
    {
        Id = id,
        Number = number,
        Group = definition,
        Status = GroupStatus.Running,
        StartTime = now,
        CreatedAt = now,
        UpdatedAt = now,
    };

    [JsonIgnore]
    public GroupInfo Info => new()
    {
        Id = Id,
        Number = Number,
        Definition = Group,
        Status = Status,
        StatusMessage = StatusMessage,
        ErrorMessage = ErrorMessage,
        Statistics = Statistics?.ToStatistics(),
        CompletedRollouts = CompletedRollouts,
        Progress = Progress,
        StartTime = StartTime,
        EndTime = EndTime,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    };
}
