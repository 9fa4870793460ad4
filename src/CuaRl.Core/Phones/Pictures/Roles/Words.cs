using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Pictures.Drawing;
using CuaRl.Core.Phones.Pictures.Icons;
using CuaRl.Core.Phones.Pictures.Fonts;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Pictures.Roles;

/// <summary>Elements that are nothing but text.</summary>
internal static class Words
{
    public static void PaintTitle(Frame frame, ScreenElement element)
    {
        var isLow = element.Bounds.Height < TextFont.Large.LineHeight - 2;
        PaintLine(frame, element, isLow ? TextFont.Strong : TextFont.Large, element.Unless(Ink.Text));
    }

    /// <summary>One line, in the middle of the height; small print at its end.</summary>
    public static void PaintLine(Frame frame, ScreenElement element, TextFont font, Ink ink)
    {
        var bounds = element.Bounds;
        var middle = bounds.Top + (bounds.Height / 2);
        var detail = element.Detail ?? "";
        var end = detail.Length == 0 ? 0 : Math.Min(TextFont.Small.Width(detail), bounds.Width / 2);
        frame.Write(font, element.Text, bounds.Left, middle - (font.CapitalHeight / 2), bounds.Width - end, ink);
        frame.Write(
            TextFont.Small, detail, bounds.Right - end, middle - (TextFont.Small.CapitalHeight / 2), end, element.Unless(Ink.Faint));
    }

    /// <summary>As many lines as there is room for; the small print on those that are left.</summary>
    public static void PaintText(Frame frame, ScreenElement element)
    {
        var (bounds, font, small) = (element.Bounds, TextFont.Body, TextFont.Small);
        var left = bounds.Left;
        if (element.Icon is { } icon)
        {
            frame.Icon(IconSet.Small, icon, left + 9, bounds.Top + Math.Min(bounds.Height, font.LineHeight + 8) / 2, element.Unless(Ink.Faint));
            left += 26;
        }

        var width = bounds.Right - left;
        if (bounds.Height < 2 * font.LineHeight && string.IsNullOrEmpty(element.Detail))
        {
            var isSmall = bounds.Height < font.LineHeight - 2;
            var line = isSmall ? small : font;
            var middle = bounds.Top + ((bounds.Height - line.CapitalHeight) / 2);
            frame.Write(line, element.Text, left, middle, width, element.Unless(isSmall ? Ink.Faint : Ink.Text));
            return;
        }

        var top = bounds.Top + 4;
        var hasDetail = !string.IsNullOrEmpty(element.Detail) && bounds.Height >= font.LineHeight + small.LineHeight;
        var room = bounds.Height - 4 - (hasDetail ? small.LineHeight : 0);
        var lines = frame.WriteLines(
            font, element.Text, left, top, width, Math.Max(1, (room + 4) / font.LineHeight), element.Unless(Ink.Text));
        if (hasDetail)
        {
            top += lines * font.LineHeight;
            frame.WriteLines(small, element.Detail, left, top, width, Math.Max(1, (bounds.Bottom - top) / small.LineHeight), element.Unless(Ink.Faint));
        }
    }

    public static void PaintLink(Frame frame, ScreenElement element)
    {
        var (bounds, font, ink) = (element.Bounds, TextFont.Body, element.Unless(Ink.Accent));
        var left = bounds.Left;
        if (element.Icon is { } icon)
        {
            frame.Icon(IconSet.Small, icon, left + 9, bounds.Top + (bounds.Height / 2), ink);
            left += 26;
        }

        var top = bounds.Top + ((bounds.Height - font.CapitalHeight) / 2);
        var width = bounds.Right - left;
        frame.Write(font, element.Text, left, top, width, ink);
        frame.Fill(new ScreenBounds(left, top + font.CapitalHeight + 3, Math.Min(width, font.Width(element.Text)), 1), ink);
    }
}
