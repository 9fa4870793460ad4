using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Pictures.Drawing;
using CuaRl.Core.Phones.Pictures.Icons;
using CuaRl.Core.Phones.Pictures.Fonts;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Pictures.Roles;

/// <summary>The keyboard: four rows of keys; letters are capitals while it is checked.</summary>
internal static class Keyboard
{
    private const int Gap = 3;

    /// <summary>A letter is one unit wide, of ten in a row; a word is a wider key, with an icon where one has its name.</summary>
    private static readonly (string Key, double Width)[][] Keys =
    [
        [.. "qwertyuiop".Select(letter => (letter.ToString(), 1.0))],
        [.. "asdfghjkl".Select(letter => (letter.ToString(), 1.0))],
        [("shift", 1.5), .. "zxcvbnm".Select(letter => (letter.ToString(), 1.0)), ("erase", 1.5)],
        [("?123", 1.5), (",", 1), ("space", 5), (".", 1), ("enter", 1.5)],
    ];

    public static void Paint(Frame frame, ScreenElement element)
    {
        var bounds = element.Bounds;
        frame.Fill(bounds, Ink.Field);
        var height = (bounds.Height - (2 * Gap)) / Keys.Length;
        for (var row = 0; row < Keys.Length; row++)
        {
            var unit = (bounds.Width - (2.0 * Gap)) / 10;
            var x = bounds.Left + Gap + ((10 - Keys[row].Sum(key => key.Width)) * unit / 2);
            foreach (var (key, width) in Keys[row])
            {
                var place = new ScreenBounds((int)x, bounds.Top + Gap + (row * height), (int)(x + (width * unit)) - (int)x, height);
                PaintKey(frame, element, key, place.Inset(Gap - 1, Gap));
                x += width * unit;
            }
        }
    }

    private static void PaintKey(Frame frame, ScreenElement element, string key, ScreenBounds place)
    {
        var (below, ink) = key switch
        {
            "enter" => (Ink.Accent, Ink.OnAccent),
            "shift" when element.IsChecked => (Ink.Accent, Ink.OnAccent),
            "shift" or "erase" or "?123" => (Ink.Soft, Ink.OnSoft),
            _ => (Ink.Card, Ink.Text),
        };
        frame.Round(place, 7, below);
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
