namespace CuaRl.Core.Devices.Pools;

/// <summary>A device, as its record has it.</summary>
/// <param name="Id">The device.</param>
/// <param name="BoxId">Its box; null when it has none.</param>
public readonly record struct KnownDevice(string Id, string? BoxId);
