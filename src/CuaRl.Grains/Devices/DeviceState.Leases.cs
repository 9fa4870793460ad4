using System.Text.Json.Serialization;

namespace CuaRl.Grains.Devices;

/// <summary>What becomes of a device's leases.</summary>
internal sealed partial record DeviceState
{
    /// <summary>Whether a token's lease holds.</summary>
    public bool Holds(long token, DateTimeOffset now) => LeaseId is not null && token == Token && !IsOverdue(now);

    public bool IsOverdue(DateTimeOffset now) => LeaseId is not null && now >= ExpiresAt;

    /// <summary>Whether a use at this time makes the lease hold longer: the first one, and those in the second half of its time.</summary>
    public bool IsRenewedByUse(DateTimeOffset now) =>
        BoundAt is null || (ExpiresAt - now < Duration / 2 && ExpiresAt < EndsBy);

    [JsonIgnore]
    public TimeSpan Duration => TimeSpan.FromSeconds(LeaseSeconds);

    public DeviceState Leased(LeaseRequest request, DateTimeOffset now) => this with
    {
        Token = Token + 1,
        LeaseId = request.LeaseId,
        TrainingId = request.Holder.TrainingId,
        RolloutId = request.Holder.RolloutId,
        Attempt = request.Holder.Attempt,
        LeaseSeconds = request.Duration.TotalSeconds,
        LeasedAt = now,
        BoundAt = null,
        ExpiresAt = now + (request.BindDeadline < request.Limit ? request.BindDeadline : request.Limit),
        EndsBy = now + request.Limit,
        NumLeases = NumLeases + 1,
    };

    /// <summary>Used at this time.</summary>
    public DeviceState InUse(DateTimeOffset now) => IsRenewedByUse(now) ? Renewed(now) : this;

    public DeviceState Renewed(DateTimeOffset now) => this with
    {
        BoundAt = BoundAt ?? now,
        ExpiresAt = EndsBy < now + Duration ? EndsBy : now + Duration,
    };

    /// <summary>Free of a lease whose time is over.</summary>
    public DeviceState Swept(DateTimeOffset now) =>
        !IsOverdue(now) ? this
        : Ended(BoundAt is null ? LeaseEnd.Unbound : now >= EndsBy ? LeaseEnd.TimedOut : LeaseEnd.Expired, now);

    /// <summary>Free of the lease, if there is one.</summary>
    public DeviceState Ended(LeaseEnd end, DateTimeOffset now) => LeaseId is null ? this : this with
    {
        LeaseId = null,
        TrainingId = null,
        RolloutId = null,
        Attempt = 0,
        LeaseSeconds = 0,
        LeasedAt = null,
        BoundAt = null,
        ExpiresAt = null,
        EndsBy = null,
        IsUsed = IsUsed || BoundAt is not null,
        BoxLeases = BoundAt is null ? BoxLeases : BoxLeases + 1,
        LastLeaseId = LeaseId,
        LastLeaseToken = Token,
        LastLeaseEnd = end,
        LastLeaseEndedAt = now,
    };
}
