using System.ComponentModel;

namespace CuaRl.Silo.Http.Devices;

/// <summary>What a pool answers to who wants a device.</summary>
internal sealed record AcquireDetails
{
    [Description("Null while there is no device: send the request again.")]
    public required LeaseDetails? Lease { get; init; }

    [Description("How many are served before; null with a lease.")]
    public required int? Position { get; init; }

    public required double WaitedSeconds { get; init; }

    public static AcquireDetails From(AcquireAnswer answer) => new()
    {
        Lease = answer.Lease is { } lease ? LeaseDetails.From(lease) : null,
        Position = answer.Position,
        WaitedSeconds = answer.Waited.TotalSeconds,
    };
}
