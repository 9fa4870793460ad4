using System.Collections.Immutable;
using CuaRl.Core.Devices;

namespace CuaRl.Core.Phones.Screens;

/// <summary>Which keys the keyboard has, and where in its bounds.</summary>
public static class KeyboardKeys
{
    private const int Columns = 20;

    private static readonly ImmutableArray<ImmutableArray<(string Key, int Columns)>> Rows =
    [
        Narrow("1234567890"),
        Narrow("qwertyuiop"),
        Narrow("asdfghjkl@"),
        [.. Narrow("zxcvbnm-"), ("backspace", 4)],
        [("_", 2), ("/", 2), ("space", 8), (",", 2), (".", 2), ("enter", 4)],
    ];

    /// <summary>The keys and where they are; those of more than one letter go by the name of <see cref="KeyNames"/>.</summary>
    public static IEnumerable<(string Key, ScreenBounds Bounds)> In(ScreenBounds keyboard)
    {
        for (var row = 0; row < Rows.Length; row++)
        {
            var (top, bottom) = (keyboard.Height * row / Rows.Length, keyboard.Height * (row + 1) / Rows.Length);
            var column = 0;
            foreach (var (key, columns) in Rows[row])
            {
                var (left, right) = (keyboard.Width * column / Columns, keyboard.Width * (column + columns) / Columns);
                yield return (key, new ScreenBounds(keyboard.Left + left, keyboard.Top + top, right - left, bottom - top));
                column += columns;
            }
        }
    }

    /// <summary>The key at a point of the keyboard.</summary>
    public static string At(ScreenBounds keyboard, ScreenPoint point) =>
        In(keyboard).First(key => key.Bounds.Contains(point)).Key;

    private static ImmutableArray<(string Key, int Columns)> Narrow(string keys) => [.. keys.Select(key => ($"{key}", 2))];
}
