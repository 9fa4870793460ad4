using System.Collections.Immutable;
using CuaRl.Core.Devices;

namespace CuaRl.Grains.Ports;

/// <summary>What an agent is shown in a turn.</summary>
/// <param name="Image">The picture of the screen.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Sha256">Its hash, by which it is stored, in lower-case hexadecimal.</param>
/// <param name="Size">The size of the screen, in pixels.</param>
/// <param name="Elements">The elements of the screen, from back to front; empty where the device does not know them.</param>
public sealed record AgentView(
    ReadOnlyMemory<byte> Image, string MediaType, string Sha256, ScreenSize Size, ImmutableArray<DeviceElement> Elements);
