using CuaRl.Core.Devices;

namespace CuaRl.Grains.Ports;

/// <summary>A box as its provider knows it.</summary>
/// <param name="Id">The provider's id.</param>
/// <param name="Status">Where it stands, in the provider's word, such as <c>running</c>.</param>
/// <param name="Label">The label that it was made under; null when it carries none of ours.</param>
/// <param name="Screen">How large its screen is; null when the provider does not say.</param>
/// <param name="ExpiresAt">When the provider ends it by itself; null for never.</param>
public sealed record Box(string Id, string Status, BoxLabel? Label, ScreenSize? Screen, DateTimeOffset? ExpiresAt);
