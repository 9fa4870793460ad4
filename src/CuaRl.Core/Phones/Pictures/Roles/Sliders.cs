using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Pictures.Drawing;
using CuaRl.Core.Phones.Pictures.Icons;
using CuaRl.Core.Phones.Pictures.Fonts;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Pictures.Roles;

/// <summary>Sliders: a thick track that is filled up to a thumb, below the text where there is room for both.</summary>
internal static class Sliders
{
    private const int Thickness = 10;
    private const int Thumb = 10;

    public static void Paint(Frame frame, ScreenElement element)
    {
        var track = SliderTrack.Of(element);
        var (bounds, middle) = (element.Bounds, track.Top + (track.Height / 2));
        if (element.Icon is { } icon)
        {
            frame.Icon(IconSet.Usual, icon, bounds.Left + Look.Margin + (IconSet.Usual.Size / 2), middle, element.Unless(Ink.Text));
        }

        if (track.Top > bounds.Top)
        {
            var text = bounds.Inset(Look.Margin, 0) with { Height = track.Top - bounds.Top };
            Words.PaintLine(frame, element with { Bounds = text }, TextFont.Body, element.Unless(Ink.Text));
        }

        var line = new ScreenBounds(track.Left, middle - (Thickness / 2), track.Width, Thickness);
        var x = track.Left + (int)Math.Round(Math.Clamp(element.Level ?? 0, 0, 1) * track.Width);
        frame.Round(line, Thickness / 2, Ink.Field);
        frame.Round(line with { Width = Math.Max(Thickness, x - track.Left) }, Thickness / 2, element.Unless(Ink.Accent));
        if (element.IsFocused)
        {
            frame.Disc(x, middle, Thumb + 4, Ink.Soft);
        }

        frame.Disc(x, middle, Thumb, element.Unless(Ink.Accent));
        frame.Disc(x, middle, Thumb - 4, Ink.OnAccent);
    }
}
