using System.Text.Json.Serialization;
using CuaRl.Core.Devices;

namespace CuaRl.Grains.Devices;

/// <summary>The record as callers see it.</summary>
internal sealed partial record DeviceState
{
    [JsonIgnore]
    public ScreenSize? Screen => ScreenWidth is { } width && ScreenHeight is { } height ? new(width, height) : null;

    [JsonIgnore]
    public DeviceLease? Lease => LeaseId is null ? null : new()
    {
        DeviceId = Id,
        LeaseId = LeaseId,
        Token = Token,
        Holder = new() { TrainingId = TrainingId, RolloutId = RolloutId, Attempt = Attempt },
        BoxType = BoxType,
        BoxId = BoxId ?? "",
        ScreenWidth = ScreenWidth,
        ScreenHeight = ScreenHeight,
        LeasedAt = LeasedAt!.Value,
        BoundAt = BoundAt,
        ExpiresAt = ExpiresAt!.Value,
        EndsBy = EndsBy!.Value,
    };

    [JsonIgnore]
    public DeviceInfo Info => new()
    {
        Id = Id,
        Pool = Pool,
        BoxType = BoxType,
        Status = Status,
        BoxId = BoxId,
        Incarnation = Incarnation,
        ScreenWidth = ScreenWidth,
        ScreenHeight = ScreenHeight,
        Lease = Lease,
        Token = Token,
        LastLeaseId = LastLeaseId,
        LastLeaseEnd = LastLeaseEnd,
        Health = new() { Faults = Faults, LastFault = LastFault, LastFaultAt = LastFaultAt },
        Counters = new() { Boxes = Incarnation, Leases = NumLeases, Actions = NumActions, Faults = NumFaults, BoxLeases = BoxLeases },
        StatusMessage = StatusMessage,
        ErrorMessage = ErrorMessage,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    };
}
