namespace CuaRl;

/// <summary>A pool of devices as it stands.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.DevicePoolInfo")]
public sealed record DevicePoolInfo
{
    /// <summary>Its name.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>How it is run.</summary>
    [Id(1)]
    public required DevicePoolDefinition Definition { get; init; }

    /// <summary>It gives out no devices and ends those it has.</summary>
    [Id(2)]
    public bool IsDraining { get; init; }

    /// <summary>Acquirers that wait.</summary>
    [Id(3)]
    public int Waiting { get; init; }

    /// <summary>Devices that are held.</summary>
    [Id(4)]
    public int Leased { get; init; }

    /// <summary>Devices that are ready.</summary>
    [Id(5)]
    public int Idle { get; init; }

    /// <summary>Devices whose boxes are being made, or are to be made anew because they served as many leases as they may.</summary>
    [Id(6)]
    public int Making { get; init; }

    /// <summary>Devices that failed too often, or whose boxes cannot be made.</summary>
    [Id(7)]
    public int Sick { get; init; }

    /// <summary>Boxes that nobody held and that were ended, since the pool's activation.</summary>
    [Id(8)]
    public long Leaked { get; init; }

    /// <summary>Leases given, since the pool's activation.</summary>
    [Id(9)]
    public long Granted { get; init; }

    /// <summary>How long half of the last 1,024 acquirers waited at most, in seconds; null for none yet.</summary>
    [Id(10)]
    public double? LeaseWaitP50 { get; init; }

    /// <summary>How long 99 of 100 of them waited at most, in seconds.</summary>
    [Id(11)]
    public double? LeaseWaitP99 { get; init; }

    /// <summary>When its boxes were last compared with the provider's.</summary>
    [Id(12)]
    public DateTimeOffset? ReconciledAt { get; init; }
}
