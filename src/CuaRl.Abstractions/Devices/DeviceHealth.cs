namespace CuaRl;

/// <summary>How well a device does.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.DeviceHealth")]
public sealed record DeviceHealth
{
    /// <summary>How many calls and probes failed since the last that succeeded.</summary>
    [Id(0)]
    public int Faults { get; init; }

    /// <summary>What the last failure was.</summary>
    [Id(1)]
    public string? LastFault { get; init; }

    /// <summary>When it was.</summary>
    [Id(2)]
    public DateTimeOffset? LastFaultAt { get; init; }

    /// <summary>When it last answered, as far as this activation knows; null for not yet.</summary>
    [Id(3)]
    public DateTimeOffset? LastSeenAt { get; init; }
}
