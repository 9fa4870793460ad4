using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Pictures.Icons;
using CuaRl.Core.Phones.Pictures.Roles;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Pictures;

/// <summary>Where a slider's track is painted: its left is level 0, its right level 1.</summary>
public static class SliderTrack
{
    private const int Thumb = 10;
    private const int RoomForText = 52;

    /// <summary>The track, as high as a finger may be off.</summary>
    public static ScreenBounds Of(ScreenElement slider)
    {
        var bounds = slider.Bounds;
        var left = bounds.Left + Look.Margin + Thumb + (slider.Icon is null ? 0 : IconSet.Usual.Size + 8);
        var right = bounds.Right - Look.Margin - Thumb;
        var text = slider.Text.Length > 0 && bounds.Height >= RoomForText ? bounds.Height / 2 : 0;
        return new ScreenBounds(left, bounds.Top + text, Math.Max(1, right - left), bounds.Height - text);
    }

    /// <summary>The level where a finger comes down.</summary>
    public static double LevelAt(ScreenElement slider, ScreenPoint at)
    {
        var track = Of(slider);
        return Math.Clamp((double)(at.X - track.Left) / track.Width, 0, 1);
    }

    /// <summary>Where a finger comes down that means a level.</summary>
    public static ScreenPoint PointOf(ScreenElement slider, double level)
    {
        var track = Of(slider);
        return new ScreenPoint(track.Left + (int)Math.Round(Math.Clamp(level, 0, 1) * track.Width), track.Top + (track.Height / 2));
    }
}
