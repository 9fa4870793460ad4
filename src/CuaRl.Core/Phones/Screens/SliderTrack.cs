using CuaRl.Core.Devices;

namespace CuaRl.Core.Phones.Screens;

/// <summary>Where in a slider's bounds its levels lie.</summary>
public static class SliderTrack
{
    /// <summary>How far the track's ends are from those of the bounds, in pixels.</summary>
    public const int Inset = 24;

    /// <summary>The level that a finger at that column means, 0 to 1.</summary>
    public static double LevelAt(ScreenBounds bounds, int x) =>
        Math.Clamp((x - bounds.Left - Inset) / (double)Math.Max(1, bounds.Width - (2 * Inset) - 1), 0, 1);

    /// <summary>The column where a level lies.</summary>
    public static int ColumnOf(ScreenBounds bounds, double level) =>
        bounds.Left + Inset + (int)Math.Round(Math.Clamp(level, 0, 1) * Math.Max(1, bounds.Width - (2 * Inset) - 1));
}
