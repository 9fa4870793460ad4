using System.ComponentModel;

namespace CuaRl.Silo.Http.Devices;

/// <summary>A device as it stands.</summary>
internal sealed record DeviceDetails
{
    public required string Id { get; init; }

    public required string? Pool { get; init; }

    public required string BoxType { get; init; }

    [Description("'pending', 'creating', 'running', 'terminated' or 'error'.")]
    public required string Status { get; init; }

    [Description("The provider's id of its box; null when it has none.")]
    public required string? BoxId { get; init; }

    [Description("Which of its boxes it is, from 1; 0 for none yet.")]
    public required int Incarnation { get; init; }

    public required int? ScreenWidth { get; init; }

    public required int? ScreenHeight { get; init; }

    [Description("Null when it is free.")]
    public required LeaseDetails? Lease { get; init; }

    public required long Token { get; init; }

    public required string? LastLeaseId { get; init; }

    [Description("'released', 'expired', 'unbound', 'lost', 'terminated' or 'timed_out'; null when there was none.")]
    public required string? LastLeaseEnd { get; init; }

    [Description("Failures since the last call that succeeded.")]
    public required int Faults { get; init; }

    public required string? LastFault { get; init; }

    public required string? LastFaultAt { get; init; }

    public required long NumLeases { get; init; }

    public required long NumActions { get; init; }

    public required long NumFaults { get; init; }

    [Description("Leases that used the present box and are over.")]
    public required int BoxLeases { get; init; }

    public required string? StatusMessage { get; init; }

    public required string? ErrorMessage { get; init; }

    public required string CreatedAt { get; init; }

    public required string UpdatedAt { get; init; }

    public static DeviceDetails From(DeviceInfo device) => new()
    {
        Id = device.Id,
        Pool = device.Pool,
        BoxType = device.BoxType,
        Status = Words<EnvironmentStatus>.Of(device.Status),
        BoxId = device.BoxId,
        Incarnation = device.Incarnation,
        ScreenWidth = device.ScreenWidth,
        ScreenHeight = device.ScreenHeight,
        Lease = device.Lease is { } lease ? LeaseDetails.From(lease) : null,
        Token = device.Token,
        LastLeaseId = device.LastLeaseId,
        LastLeaseEnd = Words<LeaseEnd>.Of(device.LastLeaseEnd),
        Faults = device.Health.Faults,
        LastFault = device.Health.LastFault,
        LastFaultAt = UtcTimestamp.Format(device.Health.LastFaultAt),
        NumLeases = device.Counters.Leases,
        NumActions = device.Counters.Actions,
        NumFaults = device.Counters.Faults,
        BoxLeases = device.Counters.BoxLeases,
        StatusMessage = device.StatusMessage,
        ErrorMessage = device.ErrorMessage,
        CreatedAt = UtcTimestamp.Format(device.CreatedAt),
        UpdatedAt = UtcTimestamp.Format(device.UpdatedAt),
    };
}
