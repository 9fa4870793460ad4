namespace CuaRl;

/// <summary>How a pool of devices is run.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.DevicePoolDefinition")]
public sealed record DevicePoolDefinition
{
    /// <summary>The type of its boxes, one that a driver makes.</summary>
    [Id(0)]
    public required string BoxType { get; init; }

    /// <summary>How many devices it keeps at least, 0 to <see cref="MaxSize"/>.</summary>
    [Id(1)]
    public int MinSize { get; init; }

    /// <summary>How many it has at most, 1 to 100,000.</summary>
    [Id(2)]
    public int MaxSize { get; init; } = 8;

    /// <summary>How many devices it keeps ready beyond those in use, within its size.</summary>
    [Id(3)]
    public int Warm { get; init; }

    /// <summary>How many acquirers may wait, 0 to 1,000,000.</summary>
    [Id(4)]
    public int QueueLimit { get; init; } = 10_000;

    /// <summary>How long one may wait, up to 24 h.</summary>
    [Id(5)]
    public TimeSpan WaitLimit { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>By when a lease must first be used, 1 s to 24 h.</summary>
    [Id(6)]
    public TimeSpan BindDeadline { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a lease holds without use or renewal when its acquirer does not say, 1 s to 24 h.</summary>
    [Id(7)]
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>After how many failures in a row a device is taken out and replaced, 1 to 100.</summary>
    [Id(8)]
    public int FaultLimit { get; init; } = 3;

    /// <summary>After how long without use the provider shall end a box by itself, 1 min to 7 days.</summary>
    [Id(9)]
    public TimeSpan BoxLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>After how long without a lease a device beyond those to keep is ended, up to 7 days.</summary>
    [Id(10)]
    public TimeSpan IdleLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What the driver is told beside, as a JSON object; null for nothing.</summary>
    [Id(11)]
    public JsonText? BoxConfig { get; init; }

    /// <summary>How long a lease holds at most, however much it is used, when its acquirer does not say, 1 s to 24 h.</summary>
    [Id(12)]
    public TimeSpan LeaseLimit { get; init; } = LeaseRequest.DefaultLimit;

    /// <summary>
    /// After how many leases on one box it is replaced by a new one, up to 1,000,000; 0 for never. Where a reset makes a new box, as
    /// on GBox's Android, each lease has one of its own anyway.
    /// </summary>
    [Id(13)]
    public int RecycleAfter { get; init; }
}
