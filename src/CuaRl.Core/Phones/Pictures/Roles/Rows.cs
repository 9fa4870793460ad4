using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Pictures.Drawing;
using CuaRl.Core.Phones.Pictures.Icons;
using CuaRl.Core.Phones.Pictures.Fonts;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Pictures.Roles;

/// <summary>Rows of a list, with what is at their start and end.</summary>
internal static class Rows
{
    private const int SwitchWidth = 42;
    private const int SwitchHeight = 24;
    private const int Dot = 9;
    private const int Gap = 14;

    public static void Paint(Frame frame, ScreenElement element)
    {
        var (bounds, isRow) = (element.Bounds, element.Role == ElementRole.Row);
        if (element.IsFocused || (isRow && element.IsChecked))
        {
            frame.Round(bounds.Inset(6, 2), 18, element.IsChecked && isRow ? Ink.Soft : Ink.Field);
        }

        var (left, right) = (bounds.Left + Look.Margin, bounds.Right - Look.Margin);
        var middle = bounds.Top + (bounds.Height / 2);
        if (element.Role == ElementRole.Radio)
        {
            PaintRadio(frame, element, left + Dot + 2, middle);
            left += (2 * Dot) + Gap + 2;
        }

        if (element.Icon is { } icon)
        {
            frame.Icon(IconSet.Usual, icon, left + (IconSet.Usual.Size / 2), middle, element.Unless(Ink.Accent));
            left += IconSet.Usual.Size + Gap;
        }

        if (element.Role == ElementRole.Switch)
        {
            PaintSwitch(frame, element, right - SwitchWidth, middle - (SwitchHeight / 2));
            right -= SwitchWidth + Gap;
        }

        var place = new ScreenBounds(left, bounds.Top, right - left, bounds.Height);
        frame.TwoLines(TextFont.Body, element, place, element.Unless(Ink.Text), element.Unless(Ink.Faint));
    }

    private static void PaintSwitch(Frame frame, ScreenElement element, int x, int y)
    {
        var track = new ScreenBounds(x, y, SwitchWidth, SwitchHeight);
        var middle = y + (SwitchHeight / 2);
        if (element.IsChecked)
        {
            frame.Round(track, SwitchHeight / 2, element.Unless(Ink.Accent));
            frame.Disc(track.Right - (SwitchHeight / 2), middle, Dot, Ink.OnAccent);
            return;
        }

        frame.Box(track, SwitchHeight / 2, Ink.Field, element.Unless(Ink.Faint), thickness: 2);
        frame.Disc(x + (SwitchHeight / 2), middle, Dot - 3, element.Unless(Ink.Faint));
    }

    private static void PaintRadio(Frame frame, ScreenElement element, int x, int y)
    {
        var ink = element.Unless(element.IsChecked ? Ink.Accent : Ink.Faint);
        frame.Disc(x, y, Dot, ink);
        frame.Disc(x, y, Dot - 2, Ink.Card);
        if (element.IsChecked)
        {
            frame.Disc(x, y, Dot - 4, ink);
        }
    }
}
