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

    [Description("How many acquirers may wait.")]
    public required int QueueLimit { get; init; }

    [Description("How long one may wait.")]
    public required double WaitLimitSeconds { get; init; }

    [Description("By when a lease must first be used.")]
    public required double BindDeadlineSeconds { get; init; }

    [Description("How long a lease holds without use or renewal.")]
    public required double LeaseDurationSeconds { get; init; }

    [Description("How long a lease holds at most, however much it is used.")]
    public required double LeaseLimitSeconds { get; init; }

    [Description("After how many leases on one box it is replaced by a new one; 0 for never.")]
    public required int RecycleAfter { get; init; }

    [Description("After how many failures in a row a device is replaced.")]
    public required int FaultLimit { get; init; }

    [Description("After how long without use the provider ends a box by itself.")]
    public required double BoxLifetimeSeconds { get; init; }

    [Description("After how long without a lease a device beyond those to keep is ended.")]
    public required double IdleLimitSeconds { get; init; }

    [Description("What the driver is told beside; null for nothing.")]
    public required JsonText? BoxConfig { get; init; }

    [Description("Acquirers that wait.")]
    public required int Waiting { get; init; }

    public required int Leased { get; init; }

    public required int Idle { get; init; }

    [Description("Devices whose boxes are being made, or are to be made anew because they served as many leases as they may.")]
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
        QueueLimit = pool.Definition.QueueLimit,
        WaitLimitSeconds = pool.Definition.WaitLimit.TotalSeconds,
        BindDeadlineSeconds = pool.Definition.BindDeadline.TotalSeconds,
        LeaseDurationSeconds = pool.Definition.LeaseDuration.TotalSeconds,
        LeaseLimitSeconds = pool.Definition.LeaseLimit.TotalSeconds,
        RecycleAfter = pool.Definition.RecycleAfter,
        FaultLimit = pool.Definition.FaultLimit,
        BoxLifetimeSeconds = pool.Definition.BoxLifetime.TotalSeconds,
        IdleLimitSeconds = pool.Definition.IdleLimit.TotalSeconds,
        BoxConfig = pool.Definition.BoxConfig,
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
