using System.Collections.Immutable;

namespace CuaRl;

/// <summary>What a device shows.</summary>
/// <remarks>Its maker hands the picture over: nobody changes the bytes afterwards.</remarks>
[GenerateSerializer, Immutable, Alias("cuarl.DeviceScreenshot")]
public sealed record DeviceScreenshot
{
    /// <summary>The picture.</summary>
    [Id(0)]
    public required byte[] Image { get; init; }

    /// <summary>Such as <c>image/png</c>.</summary>
    [Id(1)]
    public required string MediaType { get; init; }

    /// <summary>How wide it is, in pixels.</summary>
    [Id(2)]
    public required int Width { get; init; }

    /// <summary>How high it is, in pixels.</summary>
    [Id(3)]
    public required int Height { get; init; }

    /// <summary>What is on it, if the device can tell; else none.</summary>
    [Id(4)]
    public ImmutableArray<DeviceElement> Elements { get; init; } = [];
}
