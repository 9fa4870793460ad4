using System.Text.Json;
using System.Text.Json.Serialization;

namespace CuaRl.Grains.Runs;

/// <summary>The control record of a run, by the column names of the table that it is projected to.</summary>
/// <remarks>Members are settable for the reason given at <see cref="Simulations.SimulationState"/>. One that is stored is never changed in place.</remarks>
internal sealed record RunState
{
    /// <summary>The name of the state, which is part of the row's identity in storage.</summary>
    public const string StateName = "run";

    [JsonPropertyName("id")]
    public string Id { get; set; } = "";

    [JsonPropertyName("simulation_id")]
    public string? SimulationId { get; set; }

    [JsonPropertyName("name")]
    public string Name { get; set; } = "";

    [JsonPropertyName("description")]
    public string? Description { get; set; }

    [JsonPropertyName("detached")]
    public bool Detached { get; set; }

    [JsonPropertyName("parent_run_id")]
    public string? ParentRunId { get; set; }

    /// <summary>The run that owns the state which this one's first state follows; null for a root.</summary>
    [JsonPropertyName("start_run_id")]
    public string? StartRunId { get; set; }

    /// <summary>The step of that state; null for a root.</summary>
    [JsonPropertyName("start_step")]
    public long? StartStep { get; set; }

    [JsonPropertyName("origin_step")]
    public long OriginStep { get; set; }

    [JsonPropertyName("config_overrides")]
    public JsonText ConfigOverrides { get; set; } = JsonText.EmptyObject;

    [JsonPropertyName("status")]
    public RunStatus Status { get; set; }

    [JsonPropertyName("total_reward")]
    public JsonText? TotalReward { get; set; }

    [JsonPropertyName("failure_reason")]
    public string? FailureReason { get; set; }

    [JsonPropertyName("created_at")]
    public DateTimeOffset CreatedAt { get; set; }

    [JsonPropertyName("started_at")]
    public DateTimeOffset? StartedAt { get; set; }

    [JsonPropertyName("completed_at")]
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>Where the caller who ended the run expects its head; the database refuses the record when it is elsewhere.</summary>
    [JsonPropertyName("final_head")]
    public long? FinalHead { get; set; }

    /// <summary>Members that a newer build wrote; kept, so that an older one loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }

    public static RunState From(string id, RunDefinition definition, DateTimeOffset createdAt) => new()
    {
        Id = id,
        SimulationId = definition.SimulationId,
        Name = definition.Name,
        Description = definition.Description,
        Detached = definition.IsDetached,
        ParentRunId = definition.ParentRunId,
        StartRunId = definition.StartsAfter?.RunId,
        StartStep = definition.StartsAfter?.Step,
        OriginStep = definition.OriginStep,
        ConfigOverrides = definition.ConfigOverrides,
        CreatedAt = createdAt,
        StartedAt = createdAt,
    };

    [JsonIgnore]
    public RunDefinition Definition => new()
    {
        SimulationId = SimulationId,
        Name = Name,
        Description = Description,
        IsDetached = Detached,
        ParentRunId = ParentRunId,
        StartsAfter = StartsAfter,
        OriginStep = OriginStep,
        ConfigOverrides = ConfigOverrides,
    };

    [JsonIgnore]
    public StateId? StartsAfter => StartRunId is { } run && StartStep is { } step ? new StateId(run, step) : null;

    /// <summary>The step before the first state of the run's own: -1 for a root.</summary>
    [JsonIgnore]
    public long BranchStep => StartStep ?? -1;

    /// <summary>The state at a step that is the run's own or the one it starts after.</summary>
    public StateId? StateAt(long step) => step > BranchStep ? new StateId(Id, step) : StartsAfter;

    public RunInfo Info(long head) => new()
    {
        Id = Id,
        Definition = Definition,
        Status = Status,
        Head = head,
        Current = StateAt(head),
        TotalSteps = Math.Max(0, head - Math.Max(BranchStep, 0)),
        Length = Math.Max(0, head - OriginStep + 1),
        TotalReward = TotalReward,
        FailureReason = FailureReason,
        CreatedAt = CreatedAt,
        CompletedAt = CompletedAt,
    };
}
