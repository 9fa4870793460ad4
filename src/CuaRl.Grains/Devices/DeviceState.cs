using System.Text.Json;
using System.Text.Json.Serialization;

namespace CuaRl.Grains.Devices;

/// <summary>The control record of a device, by the column names of the table that it is projected to.</summary>
internal sealed partial record DeviceState
{
    /// <summary>The name of the state, which is part of the row's identity in storage.</summary>
    public const string StateName = "device";

    [JsonPropertyName("id")]
    public string Id { get; set; } = "";

    [JsonPropertyName("pool")]
    public string? Pool { get; set; }

    [JsonPropertyName("box_type")]
    public string BoxType { get; set; } = "";

    [JsonPropertyName("config")]
    public JsonText? Config { get; set; }

    [JsonPropertyName("box_lifetime")]
    public double LifetimeSeconds { get; set; }

    [JsonPropertyName("status")]
    public EnvironmentStatus Status { get; set; }

    [JsonPropertyName("box_id")]
    public string? BoxId { get; set; }

    [JsonPropertyName("incarnation")]
    public int Incarnation { get; set; }

    [JsonPropertyName("screen_width")]
    public int? ScreenWidth { get; set; }

    [JsonPropertyName("screen_height")]
    public int? ScreenHeight { get; set; }

    /// <summary>The greatest that was ever given: it never goes back, whatever becomes of leases and boxes.</summary>
    [JsonPropertyName("token")]
    public long Token { get; set; }

    /// <summary>The lease that holds, with the members below; its token is <see cref="Token"/>. Null for none.</summary>
    [JsonPropertyName("lease_id")]
    public string? LeaseId { get; set; }

    [JsonPropertyName("training_id")]
    public string? TrainingId { get; set; }

    [JsonPropertyName("rollout_id")]
    public string? RolloutId { get; set; }

    [JsonPropertyName("attempt")]
    public int Attempt { get; set; }

    [JsonPropertyName("lease_seconds")]
    public double LeaseSeconds { get; set; }

    [JsonPropertyName("leased_at")]
    public DateTimeOffset? LeasedAt { get; set; }

    [JsonPropertyName("bound_at")]
    public DateTimeOffset? BoundAt { get; set; }

    [JsonPropertyName("expires_at")]
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>When the lease ends whatever is done; of one that was given before this was kept, by the usual limit.</summary>
    [JsonPropertyName("ends_by")]
    public DateTimeOffset? EndsBy { get => field ?? LeasedAt + LeaseRequest.DefaultLimit; set; }

    /// <summary>What an earlier lease left may be on the box, or a reset of it was broken off: it is reset before anything else.</summary>
    [JsonPropertyName("is_used")]
    public bool IsUsed { get; set; }

    /// <summary>Leases that used the present box and are over.</summary>
    [JsonPropertyName("box_leases")]
    public int BoxLeases { get; set; }

    [JsonPropertyName("last_lease_id")]
    public string? LastLeaseId { get; set; }

    [JsonPropertyName("last_lease_token")]
    public long LastLeaseToken { get; set; }

    [JsonPropertyName("last_lease_end")]
    public LeaseEnd? LastLeaseEnd { get; set; }

    [JsonPropertyName("last_lease_ended_at")]
    public DateTimeOffset? LastLeaseEndedAt { get; set; }

    [JsonPropertyName("faults")]
    public int Faults { get; set; }

    [JsonPropertyName("last_fault")]
    public string? LastFault { get; set; }

    [JsonPropertyName("last_fault_at")]
    public DateTimeOffset? LastFaultAt { get; set; }

    [JsonPropertyName("num_leases")]
    public long NumLeases { get; set; }

    [JsonPropertyName("num_actions")]
    public long NumActions { get; set; }

    [JsonPropertyName("num_faults")]
    public long NumFaults { get; set; }

    [JsonPropertyName("status_message")]
    public string? StatusMessage { get; set; }

    [JsonPropertyName("error_message")]
    public string? ErrorMessage { get; set; }

    [JsonPropertyName("created_at")]
    public DateTimeOffset CreatedAt { get; set; }

    [JsonPropertyName("terminated_at")]
    public DateTimeOffset? TerminatedAt { get; set; }

    [JsonPropertyName("updated_at")]
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Members that a newer build wrote; kept, so that an older one loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }
}
