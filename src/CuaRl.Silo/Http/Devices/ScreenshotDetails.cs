using System.Collections.Immutable;
using System.ComponentModel;

namespace CuaRl.Silo.Http.Devices;

/// <summary>What a device shows.</summary>
internal sealed record ScreenshotDetails
{
    [Description("Such as 'image/png'.")]
    public required string MediaType { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    [Description("The picture, in base64.")]
    public required string Image { get; init; }

    [Description("What is on it, if the device can tell; in pixels.")]
    public required ImmutableArray<DeviceElement> Elements { get; init; }

    public static ScreenshotDetails From(DeviceScreenshot shown) => new()
    {
        MediaType = shown.MediaType,
        Width = shown.Width,
        Height = shown.Height,
        Image = Convert.ToBase64String(shown.Image),
        Elements = shown.Elements,
    };
}
