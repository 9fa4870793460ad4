using System.Collections.Immutable;

namespace CuaRl;

/// <summary>An element of a device's screen.</summary>
[GenerateSerializer, Immutable, Alias("cuarl.DeviceElement")]
public sealed record DeviceElement
{
    /// <summary>What it is, such as <c>button</c>, <c>switch</c>, <c>text_field</c>.</summary>
    [Id(0)]
    public required string Role { get; init; }

    /// <summary>Its text, its small print behind it after a line break; empty when it has none.</summary>
    [Id(1)]
    public string Text { get; init; } = "";

    /// <summary>Its left edge, in pixels.</summary>
    [Id(2)]
    public int Left { get; init; }

    /// <summary>Its upper edge, in pixels.</summary>
    [Id(3)]
    public int Top { get; init; }

    /// <summary>How wide it is, in pixels.</summary>
    [Id(4)]
    public int Width { get; init; }

    /// <summary>How high it is, in pixels.</summary>
    [Id(5)]
    public int Height { get; init; }

    /// <summary>How it stands, such as <c>clickable</c>, <c>checked</c>, <c>focused</c>.</summary>
    [Id(6)]
    public ImmutableArray<string> States { get; init; } = [];

    /// <summary>Where a slider stands, 0 to 1.</summary>
    [Id(7)]
    public double? Level { get; init; }
}
