using System.Collections.Immutable;
using System.Text.Json;
using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Adapters.Trainers.Embedded.Screens;

/// <summary>
/// A screen as it is stored beside a turn: all that a decision follows from, beside the task and the turns before. A policy decides by
/// this and not by what the driver gave, so that what is read again later makes the same decision.
/// </summary>
internal sealed record StoredScreen
{
    /// <summary>How wide it is, in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>How high it is, in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Its elements, from back to front.</summary>
    public required ImmutableArray<StoredElement> Elements { get; init; }

    /// <summary>A screen as a driver gives it.</summary>
    public static StoredScreen Of(ScreenSize size, ImmutableArray<DeviceElement> elements) =>
        new() { Width = size.Width, Height = size.Height, Elements = [.. elements.Select(StoredElement.Of)] };

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static StoredScreen Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, StoredScreenJson.Default.StoredScreen)
                ?? throw new FormatException("elements: cannot be read: there is none");
        }
        catch (JsonException error)
        {
            throw new FormatException($"elements: cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The size of the screen.</summary>
    public ScreenSize Size() => new(Width, Height);

    /// <summary>The elements as the policy takes them.</summary>
    public ImmutableArray<ScreenElement> Seen() => [.. Elements.Select(element => element.ToScreenElement())];

    /// <summary>UTF-8 JSON, in which what an element has not is left out.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, StoredScreenJson.Default.StoredScreen);
}
