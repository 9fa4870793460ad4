using System.Collections.Immutable;
using CuaRl.Core.Devices;

namespace CuaRl.Core.Phones.Screens;

/// <summary>
/// Which keys the keyboard has, and where in its bounds: four rows, each in the middle, a letter a tenth of the width. The
/// keyboard's text says which of its pages it shows: that of the letters has none; while it is checked they are capitals.
/// </summary>
public static class KeyboardKeys
{
    /// <summary>Makes the next letter a capital; twice in quick succession, all until the next time.</summary>
    public const string Shift = "shift";

    /// <summary>Shows digits and signs.</summary>
    public const string Symbols = "?123";

    /// <summary>Shows the rest of the signs.</summary>
    public const string MoreSymbols = @"=\<";

    /// <summary>Shows the letters again.</summary>
    public const string Letters = "ABC";

    private const int Gap = 3;
    private const int Units = 10;

    private static readonly ImmutableArray<ImmutableArray<(string Key, double Width)>> LetterRows =
    [
        Each("qwertyuiop"),
        Each("asdfghjkl"),
        [(Shift, 1.5), .. Each("zxcvbnm"), ("erase", 1.5)],
        LastRow(Symbols),
    ];

    private static readonly ImmutableArray<ImmutableArray<(string Key, double Width)>> SymbolRows =
    [
        Each("1234567890"),
        Each("@#$_&-+()/"),
        [(MoreSymbols, 1.5), .. Each("*\"':;!?"), ("erase", 1.5)],
        LastRow(Letters),
    ];

    private static readonly ImmutableArray<ImmutableArray<(string Key, double Width)>> MoreSymbolRows =
    [
        Each(@"~`|•°×€^={"),
        Each(@"}\%<>“”‘’✓"),
        [(Symbols, 1.5), .. Each("[]–—…·→"), ("erase", 1.5)],
        LastRow(Letters),
    ];

    /// <summary>The keys and where they are, row by row.</summary>
    public static IEnumerable<(string Key, ScreenBounds Bounds)> In(ScreenElement keyboard)
    {
        var rows = keyboard.Text switch { Symbols => SymbolRows, MoreSymbols => MoreSymbolRows, _ => LetterRows };
        var height = (keyboard.Bounds.Height - (2 * Gap)) / rows.Length;
        var unit = (keyboard.Bounds.Width - (2.0 * Gap)) / Units;
        for (var row = 0; row < rows.Length; row++)
        {
            var left = keyboard.Bounds.Left + Gap + ((Units - rows[row].Sum(key => key.Width)) * unit / 2);
            foreach (var (key, width) in rows[row])
            {
                var right = left + (width * unit);
                yield return (key, new ScreenBounds((int)left, keyboard.Bounds.Top + Gap + (row * height), (int)right - (int)left, height));
                left = right;
            }
        }
    }

    /// <summary>The key at a point; null between and beside the keys.</summary>
    public static string? At(ScreenElement keyboard, ScreenPoint point)
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

    private static ImmutableArray<(string Key, double Width)> Each(string keys) => [.. keys.Select(key => ($"{key}", 1.0))];

    private static ImmutableArray<(string Key, double Width)> LastRow(string pages) =>
        [(pages, 1.5), (",", 1), ("space", 5), (".", 1), ("enter", 1.5)];
}
