using System.ComponentModel;

namespace CuaRl.Silo.Http.Devices;

/// <summary>A page of devices, by id.</summary>
internal sealed record DeviceList
{
    public required IReadOnlyList<DeviceDetails> Items { get; init; }

    [Description("What to send as 'after' for the next page; null on the last.")]
    public required string? Next { get; init; }
}
