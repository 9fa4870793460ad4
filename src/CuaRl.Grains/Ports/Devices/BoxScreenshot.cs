using System.Collections.Immutable;
using CuaRl.Core.Devices;

namespace CuaRl.Grains.Ports;

/// <summary>What a box shows.</summary>
/// <param name="Image">The picture.</param>
/// <param name="MediaType">Such as <c>image/png</c>.</param>
/// <param name="Size">How large it is, which is what actions count in.</param>
/// <param name="Elements">What is on it, if the driver can tell.</param>
public sealed record BoxScreenshot(
    ReadOnlyMemory<byte> Image, string MediaType, ScreenSize Size, ImmutableArray<DeviceElement> Elements);
