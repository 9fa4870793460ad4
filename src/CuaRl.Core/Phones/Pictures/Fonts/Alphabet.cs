using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace CuaRl.Core.Phones.Pictures.Fonts;

/// <summary>
/// Letters as strokes. A line of the table: the letter, how wide it is, its path. Top of a capital at 0, top of a small letter
/// at 4, the line at 14, the lowest at 18.
/// </summary>
internal static partial class Alphabet
{
    /// <summary>What stands for every letter that is not in the table: a box.</summary>
    public static (double Advance, string Path) Missing { get; } = (11.5, "M1.8 0L9.7 0L9.7 14L1.8 14L1.8 0");

    /// <summary>By their code point.</summary>
    public static FrozenDictionary<int, (double Advance, string Path)> Letters { get; } =
        string.Concat(Table, "\n", Signs).Split('\n').Select(Read).Append((' ', (5.5, ""))).ToFrozenDictionary(row => row.Letter, row => row.Shape);

    private static (int Letter, (double Advance, string Path) Shape) Read(string line)
    {
        var letter = Rune.GetRuneAt(line, 0);
        var rest = line[(letter.Utf16SequenceLength + 1)..];
        var space = rest.IndexOf(' ', StringComparison.Ordinal);
        return (letter.Value, (double.Parse(rest[..space], CultureInfo.InvariantCulture), rest[(space + 1)..]));
    }
}
