namespace CuaRl;

/// <summary>The device that is wanted.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.DeviceRequest")]
public sealed record DeviceRequest
{
    /// <summary>The type of its boxes, one that a driver makes.</summary>
    [Id(0)]
    public required string BoxType { get; init; }

    /// <summary>After how long without use the provider shall end its box by itself, 1 min to 7 days.</summary>
    [Id(1)]
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>What the driver is told beside, as a JSON object; null for nothing.</summary>
    [Id(2)]
    public JsonText? Config { get; init; }
}
