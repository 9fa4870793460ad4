using System.ComponentModel;
using System.Text.Json.Serialization;
using CuaRl.Silo.Http.Validation;

namespace CuaRl.Silo.Http.Devices;

/// <summary>How a pool is run. What is left out takes its default. Fields not named here are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DevicePoolBody
{
    [Description("The type of its boxes, one that a driver makes.")]
    public required string BoxType { get; init; }

    [Description("How many devices it keeps at least; 0.")]
    public int? MinSize { get; init; }

    [Description("How many it has at most, up to 100,000; 8.")]
    public int? MaxSize { get; init; }

    [Description("How many it keeps ready beyond those in use; 0.")]
    public int? Warm { get; init; }

    [Description("How many acquirers may wait; 10,000.")]
    public int? QueueLimit { get; init; }

    [Description("How long one may wait; 900.")]
    public double? WaitLimitSeconds { get; init; }

    [Description("By when a lease must first be used; 60.")]
    public double? BindDeadlineSeconds { get; init; }

    [Description("How long a lease holds without use or renewal; 120.")]
    public double? LeaseDurationSeconds { get; init; }

    [Description("How long a lease holds at most, however much it is used; 7200.")]
    public double? LeaseLimitSeconds { get; init; }

    [Description("After how many leases on one box it is replaced by a new one; 0, for never.")]
    public int? RecycleAfter { get; init; }

    [Description("After how many failures in a row a device is replaced; 3.")]
    public int? FaultLimit { get; init; }

    [Description("After how long without use the provider ends a box by itself; 3600.")]
    public double? BoxLifetimeSeconds { get; init; }

    [Description("After how long without a lease a device beyond those to keep is ended; 300.")]
    public double? IdleLimitSeconds { get; init; }

    [Description("What the driver is told beside: any JSON object.")]
    public JsonText? BoxConfig { get; init; }

    /// <exception cref="RequestInvalidException">One or more fields are wrong.</exception>
    public static DevicePoolDefinition Read(JsonBody body)
    {
        var usual = new DevicePoolDefinition { BoxType = body.Text("box_type", _ => null) };
        var definition = usual with
        {
            MinSize = body.OptionalInt32("min_size") ?? usual.MinSize,
            MaxSize = body.OptionalInt32("max_size") ?? usual.MaxSize,
            Warm = body.OptionalInt32("warm") ?? usual.Warm,
            QueueLimit = body.OptionalInt32("queue_limit") ?? usual.QueueLimit,
            WaitLimit = Seconds.Of(body, "wait_limit_seconds") ?? usual.WaitLimit,
            BindDeadline = Seconds.Of(body, "bind_deadline_seconds") ?? usual.BindDeadline,
            LeaseDuration = Seconds.Of(body, "lease_duration_seconds") ?? usual.LeaseDuration,
            LeaseLimit = Seconds.Of(body, "lease_limit_seconds") ?? usual.LeaseLimit,
            RecycleAfter = body.OptionalInt32("recycle_after") ?? usual.RecycleAfter,
            FaultLimit = body.OptionalInt32("fault_limit") ?? usual.FaultLimit,
            BoxLifetime = Seconds.Of(body, "box_lifetime_seconds") ?? usual.BoxLifetime,
            IdleLimit = Seconds.Of(body, "idle_limit_seconds") ?? usual.IdleLimit,
            BoxConfig = body.OptionalObject("box_config", _ => null),
        };
        body.ThrowIfInvalid();
        return definition;
    }
}
