using System.Collections.Frozen;
using CuaRl.Core.Phones.Pictures.Drawing;

namespace CuaRl.Core.Phones.Pictures.Fonts;

/// <summary>
/// A font in one size, drawn once from the strokes of <see cref="Alphabet"/>. Upright lines are moved to the middle of a pixel,
/// and the heights of letters to whole pixels, so that small text stays sharp.
/// </summary>
internal sealed class TextFont
{
    /// <summary>The pen whose letters stand as the alphabet has them; those of a broader one stand further apart.</summary>
    private const double ThinPen = 1.1;

    private readonly double _scale;
    private readonly double _pen;
    private readonly (double From, double To)[] _heights;
    private readonly Glyph[] _ascii = new Glyph[128];
    private readonly FrozenDictionary<int, Glyph> _others;

    /// <param name="capital">How high a capital is, in pixels.</param>
    /// <param name="small">How high a small letter is.</param>
    /// <param name="below">How far a letter goes below the line.</param>
    /// <param name="scale">The width of a letter's unit, in pixels.</param>
    /// <param name="pen">The width of the strokes, in pixels.</param>
    private TextFont(int capital, int small, int below, double scale, double pen)
    {
        (CapitalHeight, LineHeight, _scale, _pen) = (capital + 1, (2 * capital) - 1, scale, pen);
        _heights = [(0, 0.5), (4, capital - small + 0.5), (14, capital + 0.5), (18, capital + below + 0.5)];
        Missing = Draw(Alphabet.Missing);
        var drawn = Alphabet.Letters.ToDictionary(letter => letter.Key, letter => Draw(letter.Value));
        for (var i = 0; i < _ascii.Length; i++)
        {
            _ascii[i] = drawn.GetValueOrDefault(i < ' ' ? ' ' : i, Missing);
        }

        _others = drawn.Where(letter => letter.Key >= _ascii.Length).ToFrozenDictionary();
        Ellipsis = Of('…');
    }

    public static TextFont Small { get; } = new(capital: 8, small: 6, below: 2, scale: 0.58, pen: 1.15);

    public static TextFont Body { get; } = new(capital: 10, small: 7, below: 3, scale: 0.7, pen: 1.3);

    public static TextFont Strong { get; } = new(capital: 10, small: 7, below: 3, scale: 0.72, pen: 1.75);

    public static TextFont Large { get; } = new(capital: 14, small: 10, below: 4, scale: 0.98, pen: 1.9);

    public int CapitalHeight { get; }

    /// <summary>From one line to the next.</summary>
    public int LineHeight { get; }

    public Glyph Ellipsis { get; }

    private Glyph Missing { get; }

    public Glyph Of(int rune) => (uint)rune < (uint)_ascii.Length ? _ascii[rune] : _others.GetValueOrDefault(rune, Missing);

    public int Width(ReadOnlySpan<char> text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune.Value).Advance;
        }

        return width;
    }

    private Glyph Draw((double Advance, string Path) letter)
    {
        var strokes = StrokePath.Parse(letter.Path);
        (double From, double To)[] stems =
        [
            .. strokes.Where(stroke => stroke.X1 == stroke.X2).Select(stroke => stroke.X1).Distinct().Order()
                .Select(x => (x, Math.Floor(x * _scale) + 0.5)),
        ];
        var placed = strokes.Select(stroke => new Stroke(
            Place(stroke.X1, stems), Place(stroke.Y1, _heights), Place(stroke.X2, stems), Place(stroke.Y2, _heights)));
        return new Glyph(Mask.Draw([.. placed], _pen), (int)Math.Round((letter.Advance * _scale) + _pen - ThinPen));
    }

    /// <summary>Where a coordinate comes to lie: between two of the given places in proportion, beyond them by the scale.</summary>
    private double Place(double at, (double From, double To)[] places)
    {
        if (places.Length == 0)
        {
            return at * _scale;
        }

        var next = Array.FindIndex(places, place => place.From >= at);
        if (next <= 0)
        {
            var (from, to) = places[next < 0 ? ^1 : 0];
            return to + ((at - from) * _scale);
        }

        var (before, after) = (places[next - 1], places[next]);
        return before.To + ((at - before.From) / (after.From - before.From) * (after.To - before.To));
    }
}
