using System.Collections.Immutable;
using CuaRl.Core.Devices;

namespace CuaRl.Core.Phones.Screens;

/// <summary>Which keys the keyboard has, and where in its bounds: four rows, each in the middle, a letter a tenth of the width.</summary>
public static class KeyboardKeys
{
    private const int Gap = 3;
    private const int Units = 10;

    private static readonly ImmutableArray<ImmutableArray<(string Key, double Width)>> Rows =
    [
        Letters("qwertyuiop"),
        Letters("asdfghjkl"),
        [("shift", 1.5), .. Letters("zxcvbnm"), ("erase", 1.5)],
        [("?123", 1.5), (",", 1), ("space", 5), (".", 1), ("enter", 1.5)],
    ];

    /// <summary>The keys and where they are, row by row.</summary>
    public static IEnumerable<(string Key, ScreenBounds Bounds)> In(ScreenBounds keyboard)
    {
        var height = (keyboard.Height - (2 * Gap)) / Rows.Length;
        var unit = (keyboard.Width - (2.0 * Gap)) / Units;
        for (var row = 0; row < Rows.Length; row++)
        {
            var left = keyboard.Left + Gap + ((Units - Rows[row].Sum(key => key.Width)) * unit / 2);
            foreach (var (key, width) in Rows[row])
            {
                var right = left + (width * unit);
                yield return (key, new ScreenBounds((int)left, keyboard.Top + Gap + (row * height), (int)right - (int)left, height));
                left = right;
            }
        }
    }

    /// <summary>The key at a point; null between and beside the keys.</summary>
    public static string? At(ScreenBounds keyboard, ScreenPoint point)
    {
        foreach (var (key, bounds) in In(keyboard))
        {
            if (bounds.Contains(point))
            {
                return key;
            }
        }

        return null;
    }

    private static ImmutableArray<(string Key, double Width)> Letters(string letters) =>
        [.. letters.Select(letter => ($"{letter}", 1.0))];
}
