namespace CuaRl;

/// <summary>A pixel of a device's screen, from the upper left corner.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.DevicePoint")]
public sealed record DevicePoint
{
    /// <summary>From the left, from 0.</summary>
    [Id(0)]
    public required int X { get; init; }

    /// <summary>From the top, from 0.</summary>
    [Id(1)]
    public required int Y { get; init; }
}
