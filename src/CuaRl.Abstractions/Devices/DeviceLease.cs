namespace CuaRl;

/// <summary>A device that is held.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.DeviceLease")]
public sealed record DeviceLease
{
    /// <summary>The device.</summary>
    [Id(0)]
    public required string DeviceId { get; init; }

    /// <summary>The lease.</summary>
    [Id(1)]
    public required string LeaseId { get; init; }

    /// <summary>The fencing token that every call carries: of two leases of one device the later one has the greater.</summary>
    [Id(2)]
    public required long Token { get; init; }

    /// <summary>Who holds it.</summary>
    [Id(3)]
    public required DeviceHolder Holder { get; init; }

    /// <summary>The type of its box.</summary>
    [Id(4)]
    public required string BoxType { get; init; }

    /// <summary>The provider's id of its box.</summary>
    [Id(5)]
    public required string BoxId { get; init; }

    /// <summary>How wide its screen is, in pixels; null when the provider does not say.</summary>
    [Id(6)]
    public int? ScreenWidth { get; init; }

    /// <summary>How high it is, in pixels.</summary>
    [Id(7)]
    public int? ScreenHeight { get; init; }

    /// <summary>Since when.</summary>
    [Id(8)]
    public required DateTimeOffset LeasedAt { get; init; }

    /// <summary>When it was first used or renewed; null before.</summary>
    [Id(9)]
    public DateTimeOffset? BoundAt { get; init; }

    /// <summary>When it ends unless it is used or renewed.</summary>
    [Id(10)]
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it ends whatever is done.</summary>
    [Id(11)]
    public required DateTimeOffset EndsBy { get; init; }
}
