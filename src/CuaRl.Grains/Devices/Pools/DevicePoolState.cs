using System.Text.Json;
using System.Text.Json.Serialization;

namespace CuaRl.Grains.Devices.Pools;

/// <summary>The control record of a pool, by the column names of the table that it is projected to. Its devices are not in it.</summary>
internal sealed record DevicePoolState
{
    /// <summary>The name of the state, which is part of the row's identity in storage.</summary>
    public const string StateName = "device_pool";

    [JsonPropertyName("id")]
    public string Id { get; set; } = "";

    [JsonPropertyName("box_type")]
    public string BoxType { get; set; } = "";

    [JsonPropertyName("min_size")]
    public int MinSize { get; set; }

    [JsonPropertyName("max_size")]
    public int MaxSize { get; set; }

    [JsonPropertyName("warm")]
    public int Warm { get; set; }

    [JsonPropertyName("queue_limit")]
    public int QueueLimit { get; set; }

    [JsonPropertyName("wait_limit")]
    public double WaitSeconds { get; set; }

    [JsonPropertyName("bind_deadline")]
    public double BindSeconds { get; set; }

    [JsonPropertyName("lease_duration")]
    public double LeaseSeconds { get; set; }

    [JsonPropertyName("fault_limit")]
    public int FaultLimit { get; set; }

    [JsonPropertyName("box_lifetime")]
    public double LifetimeSeconds { get; set; }

    [JsonPropertyName("idle_limit")]
    public double IdleSeconds { get; set; }

    /// <summary>0 in a record of a time before it was kept, which is the usual limit.</summary>
    [JsonPropertyName("lease_limit")]
    public double LeaseLimitSeconds { get; set; }

    [JsonPropertyName("recycle_after")]
    public int RecycleAfter { get; set; }

    [JsonPropertyName("box_config")]
    public JsonText? BoxConfig { get; set; }

    [JsonPropertyName("draining")]
    public bool IsDraining { get; set; }

    [JsonPropertyName("created_at")]
    public DateTimeOffset CreatedAt { get; set; }

    [JsonPropertyName("updated_at")]
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Members that a newer build wrote; kept, so that an older one loses nothing.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; set; }

    [JsonIgnore]
    public DevicePoolDefinition Definition
    {
        get => new()
        {
            BoxType = BoxType,
            MinSize = MinSize,
            MaxSize = MaxSize,
            Warm = Warm,
            QueueLimit = QueueLimit,
            WaitLimit = TimeSpan.FromSeconds(WaitSeconds),
            BindDeadline = TimeSpan.FromSeconds(BindSeconds),
            LeaseDuration = TimeSpan.FromSeconds(LeaseSeconds),
            FaultLimit = FaultLimit,
            BoxLifetime = TimeSpan.FromSeconds(LifetimeSeconds),
            IdleLimit = TimeSpan.FromSeconds(IdleSeconds),
            BoxConfig = BoxConfig,
            LeaseLimit = LeaseLimitSeconds > 0 ? TimeSpan.FromSeconds(LeaseLimitSeconds) : LeaseRequest.DefaultLimit,
            RecycleAfter = RecycleAfter,
        };
        init
        {
            BoxType = value.BoxType;
            MinSize = value.MinSize;
            MaxSize = value.MaxSize;
            Warm = value.Warm;
            QueueLimit = value.QueueLimit;
            WaitSeconds = value.WaitLimit.TotalSeconds;
            BindSeconds = value.BindDeadline.TotalSeconds;
            LeaseSeconds = value.LeaseDuration.TotalSeconds;
            FaultLimit = value.FaultLimit;
            LifetimeSeconds = value.BoxLifetime.TotalSeconds;
            IdleSeconds = value.IdleLimit.TotalSeconds;
            BoxConfig = value.BoxConfig;
            LeaseLimitSeconds = value.LeaseLimit.TotalSeconds;
            RecycleAfter = value.RecycleAfter;
        }
    }
}
