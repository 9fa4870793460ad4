using System.ComponentModel;

namespace CuaRl.Silo.Http.Devices;

/// <summary>A pool of devices as it stands.</summary>
internal sealed record DevicePoolDetails
{
    public required string Name { get; init; }

    public required string BoxType { get; init; }

    [Description("It gives out no devices and ends those it has.")]
    public required bool IsDraining { get; init; }

    public required int MinSize { get; init; }

    public required int MaxSize { get; init; }

    public required int Warm { get; init; }

    [Description("Acquirers that wait.")]
    public required int Waiting { get; init; }

    public required int Leased { get; init; }

    public required int Idle { get; init; }

    public required int Making { get; init; }

    public required int Sick { get; init; }

    [Description("Boxes that nobody held and that were ended, since the pool's start.")]
    public required long Leaked { get; init; }

    [Description("Leases given, since the pool's start.")]
    public required long Granted { get; init; }

    [Description("How long half of the last 1,024 acquirers waited at most, in seconds; null for none yet.")]
    public required double? LeaseWaitP50 { get; init; }

    [Description("How long 99 of 100 of them waited at most, in seconds.")]
    public required double? LeaseWaitP99 { get; init; }

    public required string? ReconciledAt { get; init; }

    public static DevicePoolDetails From(DevicePoolInfo pool) => new()
    {
        Name = pool.Name,
        BoxType = pool.Definition.BoxType,
        IsDraining = pool.IsDraining,
        MinSize = pool.Definition.MinSize,
        MaxSize = pool.Definition.MaxSize,
        Warm = pool.Definition.Warm,
        Waiting = pool.Waiting,
        Leased = pool.Leased,
        Idle = pool.Idle,
        Making = pool.Making,
        Sick = pool.Sick,
        Leaked = pool.Leaked,
        Granted = pool.Granted,
        LeaseWaitP50 = pool.LeaseWaitP50,
        LeaseWaitP99 = pool.LeaseWaitP99,
        ReconciledAt = UtcTimestamp.Format(pool.ReconciledAt),
    };
}
