using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Pictures.Drawing;
using CuaRl.Core.Phones.Pictures.Icons;
using CuaRl.Core.Phones.Pictures.Fonts;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Pictures.Roles;

/// <summary>The keyboard: letters are capitals while it is checked, and a line below shift says that they stay so; a word is a key with an icon where one has its name.</summary>
internal static class Keyboard
{
    private const int Gap = 3;

    public static void Paint(Frame frame, ScreenElement element)
    {
        frame.Fill(element.Bounds, Ink.Field);
        foreach (var (key, place) in KeyboardKeys.In(element))
        {
            PaintKey(frame, element, key, place.Inset(Gap - 1, Gap));
        }
    }

    private static void PaintKey(Frame frame, ScreenElement element, string key, ScreenBounds place)
    {
        var (below, ink) = key switch
        {
            "enter" => (Ink.Accent, Ink.OnAccent),
            KeyboardKeys.Shift when element.IsChecked => (Ink.Accent, Ink.OnAccent),
            KeyboardKeys.Shift or KeyboardKeys.Symbols or KeyboardKeys.MoreSymbols or KeyboardKeys.Letters or "erase" =>
                (Ink.Soft, Ink.OnSoft),
            _ => (Ink.Card, Ink.Text),
        };
        frame.Round(place, 7, below);
        if (key == KeyboardKeys.Shift && element.Detail is not null)
        {
            frame.Fill(new ScreenBounds(place.Left + (place.Width / 2) - 6, place.Bottom - 7, 12, 2), ink);
        }

        var (x, y) = (place.Left + (place.Width / 2), place.Top + (place.Height / 2));
        if (IconSet.Small.Find(key) is not null)
        {
            frame.Icon(IconSet.Small, key, x, y, ink);
        }
        else if (key != "space")
        {
            var text = element.IsChecked && key.Length == 1 ? key.ToUpperInvariant() : key;
            var font = key.Length == 1 ? TextFont.Body : TextFont.Small;
            frame.WriteCentered(font, text, place.Left, y - (font.CapitalHeight / 2), place.Width, ink);
        }
    }
}
