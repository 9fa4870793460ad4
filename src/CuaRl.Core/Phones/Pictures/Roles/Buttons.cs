using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Pictures.Drawing;
using CuaRl.Core.Phones.Pictures.Icons;
using CuaRl.Core.Phones.Pictures.Fonts;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Pictures.Roles;

/// <summary>What is pressed.</summary>
internal static class Buttons
{
    private const int Gap = 8;

    /// <summary>A pill: in the accent where it is the one to press (checked), else in a tint of it.</summary>
    public static void Paint(Frame frame, ScreenElement element)
    {
        var (bounds, font) = (element.Bounds, TextFont.Strong);
        var shape = Focus(frame, element, bounds.Inset(0, Math.Max(0, (bounds.Height - 44) / 2)));
        var (ink, below) = element.IsDisabled ? (Ink.Disabled, Ink.Field)
            : element.IsChecked ? (Ink.OnAccent, Ink.Accent)
            : (Ink.OnSoft, Ink.Soft);
        frame.Round(shape, shape.Height / 2, below);
        var (left, width) = (bounds.Left + Gap, bounds.Width - (2 * Gap));
        var middle = bounds.Top + (bounds.Height / 2);
        if (element.Icon is { } icon)
        {
            var text = Math.Min(width, font.Width(element.Text) + IconSet.Small.Size + Gap);
            left += (width - text) / 2;
            frame.Icon(IconSet.Small, icon, left + (IconSet.Small.Size / 2), middle, ink);
            left += IconSet.Small.Size + Gap;
            width = text - IconSet.Small.Size - Gap;
        }

        frame.WriteCentered(font, element.Text, left, middle - (font.CapitalHeight / 2), width, ink);
    }

    public static void PaintIcon(Frame frame, ScreenElement element)
    {
        var bounds = element.Bounds;
        var (x, y, radius) = (bounds.Left + (bounds.Width / 2), bounds.Top + (bounds.Height / 2), Math.Min(bounds.Width, bounds.Height) / 2);
        var isFilled = element.IsChecked || element.IsFocused;
        if (isFilled)
        {
            frame.Disc(x, y, Math.Min(radius, 22), element.IsChecked ? Ink.Accent : Ink.Soft);
        }

        var ink = element.IsDisabled ? Ink.Disabled : element.IsChecked ? Ink.OnAccent : element.IsFocused ? Ink.OnSoft : Ink.Text;
        frame.Icon(radius < 14 ? IconSet.Small : IconSet.Usual, element.Icon ?? element.Text, x, y, ink);
    }

    public static void PaintTile(Frame frame, ScreenElement element)
    {
        const int Corner = 24;
        var bounds = Focus(frame, element, element.Bounds);
        var (ink, faint, below) = element.IsDisabled ? (Ink.Disabled, Ink.Disabled, Ink.Field)
            : element.IsChecked ? (Ink.OnAccent, Ink.OnAccent, Ink.Accent)
            : (Ink.Text, Ink.Faint, Ink.Field);
        frame.Round(bounds, Corner, below);
        var (middle, name) = (bounds.Top + (bounds.Height / 2), element.Icon ?? element.Text);
        if (bounds.Width < 88)
        {
            frame.Icon(IconSet.Usual, name, bounds.Left + (bounds.Width / 2), middle - 9, ink);
            frame.WriteCentered(TextFont.Small, element.Text, bounds.Left + 4, middle + 12, bounds.Width - 8, ink);
            return;
        }

        frame.Icon(IconSet.Usual, name, bounds.Left + 26, middle, ink);
        var left = bounds.Left + 46;
        frame.TwoLines(TextFont.Strong, element, new ScreenBounds(left, bounds.Top, bounds.Right - 10 - left, bounds.Height), ink, faint);
    }

    /// <summary>A ring around what has the focus; answers what is left inside.</summary>
    private static ScreenBounds Focus(Frame frame, ScreenElement element, ScreenBounds bounds)
    {
        if (!element.IsFocused)
        {
            return bounds;
        }

        frame.Box(bounds, Math.Min(26, bounds.Height / 2), Ink.Ground, Ink.Accent, thickness: 2);
        return bounds.Inset(4);
    }
}
