namespace CuaRl;

/// <summary>A device as it stands.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.DeviceInfo")]
public sealed record DeviceInfo
{
    /// <summary>The device.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>The pool that it belongs to; null for none.</summary>
    [Id(1)]
    public string? Pool { get; init; }

    /// <summary>The type of its boxes.</summary>
    [Id(2)]
    public required string BoxType { get; init; }

    /// <summary>Where its box stands.</summary>
    [Id(3)]
    public required EnvironmentStatus Status { get; init; }

    /// <summary>The provider's id of its box; null when it has none.</summary>
    [Id(4)]
    public string? BoxId { get; init; }

    /// <summary>Which of its boxes it is, from 1; 0 when none was ever asked for.</summary>
    [Id(5)]
    public int Incarnation { get; init; }

    /// <summary>How wide its screen is, in pixels.</summary>
    [Id(6)]
    public int? ScreenWidth { get; init; }

    /// <summary>How high it is, in pixels.</summary>
    [Id(7)]
    public int? ScreenHeight { get; init; }

    /// <summary>The lease that it is held under; null when it is free.</summary>
    [Id(8)]
    public DeviceLease? Lease { get; init; }

    /// <summary>The greatest token that it ever gave; 0 for none.</summary>
    [Id(9)]
    public long Token { get; init; }

    /// <summary>The lease before, or null.</summary>
    [Id(10)]
    public string? LastLeaseId { get; init; }

    /// <summary>How that ended.</summary>
    [Id(11)]
    public LeaseEnd? LastLeaseEnd { get; init; }

    /// <summary>How well it does.</summary>
    [Id(12)]
    public required DeviceHealth Health { get; init; }

    /// <summary>What it has done.</summary>
    [Id(13)]
    public required DeviceCounters Counters { get; init; }

    /// <summary>What is to be said of its status.</summary>
    [Id(14)]
    public string? StatusMessage { get; init; }

    /// <summary>Why its box is lost or cannot be made.</summary>
    [Id(15)]
    public string? ErrorMessage { get; init; }

    /// <summary>When it was first asked for.</summary>
    [Id(16)]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its record last changed.</summary>
    [Id(17)]
    public required DateTimeOffset UpdatedAt { get; init; }
}
