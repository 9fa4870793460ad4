using CuaRl.Core.Devices;

namespace CuaRl.Core.Phones.Screens;

/// <summary>
/// Where a slider's track lies: its left is level 0, its right level 1. It is below the text where there is room for both, and beside
/// the room of an icon, which is left whether there is one or not: so it follows from what drivers tell of an element.
/// </summary>
public static class SliderTrack
{
    private const int Edge = 26;
    private const int RoomForIcon = 30;
    private const int RoomForText = 52;

    /// <summary>The track, as high as a finger may be off.</summary>
    public static ScreenBounds Of(ScreenElement slider)
    {
        var bounds = slider.Bounds;
        var left = bounds.Left + Edge + RoomForIcon;
        var right = bounds.Right - Edge;
        var text = slider.Text.Length > 0 && bounds.Height >= RoomForText ? bounds.Height / 2 : 0;
        return new ScreenBounds(left, bounds.Top + text, Math.Max(1, right - left), bounds.Height - text);
    }

    /// <summary>The level that a finger there means, 0 to 1.</summary>
    public static double LevelAt(ScreenElement slider, ScreenPoint at)
    {
        var track = Of(slider);
        return Math.Clamp((double)(at.X - track.Left) / track.Width, 0, 1);
    }

    /// <summary>Where a finger comes down that means a level.</summary>
    public static ScreenPoint PointOf(ScreenElement slider, double level)
    {
        var track = Of(slider);
        return new ScreenPoint(track.Left + (int)Math.Round(Math.Clamp(level, 0, 1) * track.Width), track.Center.Y);
    }
}
