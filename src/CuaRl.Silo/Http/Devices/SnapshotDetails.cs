using System.ComponentModel;

namespace CuaRl.Silo.Http.Devices;

/// <summary>The whole of a device.</summary>
internal sealed record SnapshotDetails
{
    [Description("To be sent to 'restore', as it is.")]
    public required JsonText Snapshot { get; init; }
}
