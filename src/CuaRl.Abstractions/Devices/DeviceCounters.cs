namespace CuaRl;

/// <summary>What a device has done, over all its boxes.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.DeviceCounters")]
public sealed record DeviceCounters
{
    /// <summary>Boxes asked for.</summary>
    [Id(0)]
    public int Boxes { get; init; }

    /// <summary>Leases given.</summary>
    [Id(1)]
    public long Leases { get; init; }

    /// <summary>Calls carried out under leases, those since the last stored change not yet among them after a crash.</summary>
    [Id(2)]
    public long Actions { get; init; }

    /// <summary>Calls and probes that failed.</summary>
    [Id(3)]
    public long Faults { get; init; }

    /// <summary>Leases that used the present box and are over.</summary>
    [Id(4)]
    public int BoxLeases { get; init; }
}
