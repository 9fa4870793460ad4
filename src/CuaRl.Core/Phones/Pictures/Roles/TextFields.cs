using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Pictures.Drawing;
using CuaRl.Core.Phones.Pictures.Icons;
using CuaRl.Core.Phones.Pictures.Fonts;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Pictures.Roles;

/// <summary>Fields for text: what was typed with the caret behind it, or in small print what is wanted.</summary>
internal static class TextFields
{
    private const int Padding = 14;
    private const int CaretWidth = 2;

    /// <summary>From this height on there is room for what is wanted above what was typed.</summary>
    private const int RoomForBoth = 56;

    public static void Paint(Frame frame, ScreenElement element)
    {
        var (bounds, font) = (element.Bounds, TextFont.Body);
        var border = element.IsDisabled ? Ink.Disabled : element.IsFocused ? Ink.Accent : Ink.Outline;
        frame.Box(bounds, 14, Ink.Field, border, element.IsFocused ? 2 : 1);
        var (left, middle) = (bounds.Left + Padding, bounds.Top + (bounds.Height / 2));
        if (element.Icon is { } icon)
        {
            frame.Icon(IconSet.Small, icon, left + (IconSet.Small.Size / 2), middle, element.Unless(Ink.Faint));
            left += IconSet.Small.Size + 10;
        }

        var (width, top) = (bounds.Right - Padding - CaretWidth - left, middle - (font.CapitalHeight / 2));
        var caret = left;
        if (element.Text.Length == 0)
        {
            frame.Write(font, element.Detail, left + CaretWidth + 1, top, width, element.Unless(Ink.Faint));
        }
        else
        {
            if (bounds.Height >= RoomForBoth)
            {
                frame.Write(TextFont.Small, element.Detail, left, middle - 17, width, border == Ink.Outline ? Ink.Faint : border);
                top = middle + 1;
            }

            caret = Write(frame, element, left, top, width) + 1;
        }

        if (element.IsFocused)
        {
            frame.Fill(new ScreenBounds(caret, top - 3, CaretWidth, font.CapitalHeight + 6), Ink.Accent);
        }
    }

    /// <summary>Where one types, the end is seen; else the start.</summary>
    private static int Write(Frame frame, ScreenElement element, int left, int top, int width)
    {
        var font = TextFont.Body;
        if (element.IsFocused)
        {
            return frame.WriteEnd(font, element.Text, left, top, width, Ink.Text);
        }

        frame.Write(font, element.Text, left, top, width, element.Unless(Ink.Text));
        return left;
    }
}
