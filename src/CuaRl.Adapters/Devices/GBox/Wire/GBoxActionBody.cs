using System.Collections.Immutable;
using System.Text.Json;

namespace CuaRl.Adapters.Devices.GBox.Wire;

/// <summary>The body of every action that we send; each has the members that its own documentation names.</summary>
internal sealed record GBoxActionBody
{
    /// <summary>Without it GBox takes three screenshots of every action and waits half a second.</summary>
    public GBoxActionOptions? Options { get; init; }

    public int? X { get; init; }

    public int? Y { get; init; }

    public string? Button { get; init; }

    public bool? Double { get; init; }

    public string? Duration { get; init; }

    public GBoxPoint? Start { get; init; }

    public GBoxPoint? End { get; init; }

    public ImmutableArray<GBoxPoint>? Path { get; init; }

    /// <summary>Positive reveals what is to the right.</summary>
    public int? ScrollX { get; init; }

    /// <summary>Positive reveals what is below.</summary>
    public int? ScrollY { get; init; }

    public string? Text { get; init; }

    public string? Mode { get; init; }

    public bool? PressEnter { get; init; }

    public ImmutableArray<string>? Keys { get; init; }

    public bool? Combination { get; init; }

    public ImmutableArray<string>? Buttons { get; init; }
}

/// <param name="Screenshot">Whether screenshots come along, or which.</param>
internal sealed record GBoxActionOptions(JsonElement? Screenshot = null)
{
    public static GBoxActionOptions NoScreenshots { get; } = new(JsonElement.Parse("false"));
}

internal sealed record GBoxPoint(int X, int Y);

internal sealed record GBoxActionResult(string? ActionId = null, string? Message = null);
