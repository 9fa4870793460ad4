using System.ComponentModel;

namespace CuaRl.Silo.Http.Devices;

/// <summary>A lease of a device.</summary>
internal sealed record LeaseDetails
{
    public required string DeviceId { get; init; }

    public required string LeaseId { get; init; }

    [Description("What every call to the device carries; of two leases of one device the later one has the greater.")]
    public required long Token { get; init; }

    public required string? TrainingId { get; init; }

    public required string? RolloutId { get; init; }

    public required int Attempt { get; init; }

    public required string BoxType { get; init; }

    public required string BoxId { get; init; }

    public required int? ScreenWidth { get; init; }

    public required int? ScreenHeight { get; init; }

    public required string LeasedAt { get; init; }

    [Description("When it was first used or renewed; null before.")]
    public required string? BoundAt { get; init; }

    [Description("When it ends unless it is used or renewed.")]
    public required string ExpiresAt { get; init; }

    [Description("When it ends whatever is done.")]
    public required string EndsBy { get; init; }

    public static LeaseDetails From(DeviceLease lease) => new()
    {
        DeviceId = lease.DeviceId,
        LeaseId = lease.LeaseId,
        Token = lease.Token,
        TrainingId = lease.Holder.TrainingId,
        RolloutId = lease.Holder.RolloutId,
        Attempt = lease.Holder.Attempt,
        BoxType = lease.BoxType,
        BoxId = lease.BoxId,
        ScreenWidth = lease.ScreenWidth,
        ScreenHeight = lease.ScreenHeight,
        LeasedAt = UtcTimestamp.Format(lease.LeasedAt),
        BoundAt = UtcTimestamp.Format(lease.BoundAt),
        ExpiresAt = UtcTimestamp.Format(lease.ExpiresAt),
        EndsBy = UtcTimestamp.Format(lease.EndsBy),
    };
}
