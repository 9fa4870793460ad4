namespace CuaRl.Core.Devices.Pools;

/// <summary>A box of ours, as its provider lists it.</summary>
/// <param name="Id">The provider's id.</param>
/// <param name="Device">The device on its label.</param>
public readonly record struct ListedBox(string Id, string Device);
