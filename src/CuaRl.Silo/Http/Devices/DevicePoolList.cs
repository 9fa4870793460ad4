namespace CuaRl.Silo.Http.Devices;

/// <summary>All pools of devices, by name.</summary>
internal sealed record DevicePoolList
{
    public required IReadOnlyList<DevicePoolDetails> Items { get; init; }
}
