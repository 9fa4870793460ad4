using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Pictures.Drawing;
using CuaRl.Core.Phones.Pictures.Icons;
using CuaRl.Core.Phones.Pictures.Fonts;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Pictures.Roles;

/// <summary>What others lie on, and cards with text of their own.</summary>
internal static class Surfaces
{
    private const string Wallpaper = "wallpaper";
    private const int Corner = 22;
    private const int ThumbHeight = 64;

    public static void Paint(Frame frame, ScreenElement element, bool isFirst)
    {
        var bounds = element.Bounds;
        var (width, height) = (PhoneScreen.Size.Width, PhoneScreen.Size.Height);
        if (bounds.Width >= width && bounds.Height >= height)
        {
            PaintPage(frame, element, isFirst);
            return;
        }

        if (element.IsFocused)
        {
            frame.Dim();
        }

        if (bounds.Width < width)
        {
            frame.Round(bounds, Corner, Ink.Card);
        }
        else
        {
            PaintSheet(frame, bounds, height);
        }

        PaintThumb(frame, element);
    }

    public static void PaintNotification(Frame frame, ScreenElement element)
    {
        const int Disc = 18;
        var bounds = element.Bounds;
        frame.Round(bounds, Corner, element.IsFocused ? Ink.Soft : Ink.Card);
        var (x, y) = (bounds.Left + Look.Margin + Disc, bounds.Top + (bounds.Height / 2));
        var name = element.Icon ?? element.Text;
        frame.Disc(x, y, Disc, element.Unless(Look.Paint(name)));
        if (IconSet.Small.Find(name) is not null)
        {
            frame.Icon(IconSet.Small, name, x, y, Ink.White);
        }
        else
        {
            frame.Initial(TextFont.Strong, name, x, y, Ink.White);
        }

        var left = x + Disc + 12;
        var place = new ScreenBounds(left, bounds.Top, bounds.Right - Look.Margin - left, bounds.Height);
        frame.TwoLines(TextFont.Strong, element, place, element.Unless(Ink.Text), element.Unless(Ink.Faint));
    }

    public static void PaintToast(Frame frame, ScreenElement element)
    {
        const int Lines = 3;
        var (bounds, font) = (element.Bounds, TextFont.Body);
        frame.Round(bounds, Corner, Ink.Inverse);
        var inner = bounds.Inset(14, 0);
        var lines = font.Width(element.Text) <= inner.Width ? 1 : Math.Clamp((bounds.Height - 8) / font.LineHeight, 1, Lines);
        var top = bounds.Top + ((bounds.Height - font.CapitalHeight - ((lines - 1) * font.LineHeight)) / 2);
        frame.WriteLines(font, element.Text, inner.Left, top, inner.Width, lines, Ink.OnInverse, isCentered: true);
    }

    private static void PaintPage(Frame frame, ScreenElement element, bool isFirst)
    {
        if (string.Equals(element.Icon, Wallpaper, StringComparison.OrdinalIgnoreCase))
        {
            PaintWallpaper(frame);
        }
        else if (!isFirst)
        {
            frame.Dim();
        }
    }

    /// <summary>Hills in four tints of the accent, below a sun.</summary>
    private static void PaintWallpaper(Frame frame)
    {
        frame.Fill(frame.Clip, Ink.Wall);
        frame.Disc(278, 170, 52, Ink.Wall2);
        frame.Disc(60, 610, 190, Ink.Wall2);
        frame.Disc(330, 690, 200, Ink.Wall3);
        frame.Disc(90, 790, 180, Ink.Wall4);
    }

    /// <summary>A part of the screen from edge to edge: round towards the middle.</summary>
    private static void PaintSheet(Frame frame, ScreenBounds bounds, int height)
    {
        var isTop = bounds.Top <= 0;
        var isBottom = bounds.Bottom >= height;
        var shape = bounds with
        {
            Top = isTop ? bounds.Top - Corner : bounds.Top,
            Height = bounds.Height + (isTop ? Corner : 0) + (isBottom ? Corner : 0),
        };
        frame.Round(shape, isTop || isBottom ? Corner : 0, isBottom && !isTop ? Ink.Card : Ink.Ground);
    }

    private static void PaintThumb(Frame frame, ScreenElement element)
    {
        if (element.State.HasFlag(ElementState.Scrollable) && element.Level is { } level)
        {
            var bounds = element.Bounds;
            var height = Math.Min(ThumbHeight, bounds.Height / 2);
            var top = bounds.Top + 4 + (int)(Math.Clamp(level, 0, 1) * (bounds.Height - 8 - height));
            frame.Round(new ScreenBounds(bounds.Right - 5, top, 3, height), 1, Ink.Outline);
        }
    }
}
