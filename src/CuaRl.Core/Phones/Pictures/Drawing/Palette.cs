using System.Collections.Concurrent;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Pictures.Drawing;

/// <summary>
/// The colours of a theme: its inks, the mixtures that edges of shapes need, and all of them once more, dimmed. What is partly
/// covered is looked up, not computed.
/// </summary>
internal sealed class Palette
{
    /// <summary>How many colours there are, and as many dimmed ones behind.</summary>
    public const int Size = 128;

    private const int DimPercent = 55;

    /// <summary>Two colours that are nearer than this are one.</summary>
    private const int Near = 60;

    private static readonly ConcurrentDictionary<PhoneTheme, Palette> Made = new();

    /// <summary>Which ink lies on which, the most seen first.</summary>
    private static readonly (Ink Above, Ink Below)[] Mixed =
    [
        (Ink.Text, Ink.Ground), (Ink.Faint, Ink.Ground), (Ink.Text, Ink.Card), (Ink.Faint, Ink.Card), (Ink.Accent, Ink.Ground),
        (Ink.OnAccent, Ink.Accent), (Ink.Text, Ink.Field), (Ink.OnSoft, Ink.Soft), (Ink.Accent, Ink.Card), (Ink.Text, Ink.Wall),
        (Ink.OnInverse, Ink.Inverse), .. Paints(paint => (Ink.White, paint)), .. Paints(paint => (paint, Ink.Ground)),
        (Ink.Faint, Ink.Field), (Ink.Disabled, Ink.Ground), (Ink.Text, Ink.Wall2), (Ink.Faint, Ink.Soft), (Ink.Accent, Ink.Field),
    ];

    private readonly Colour[] _colours = new Colour[2 * Size];
    private readonly byte[] _bytes;
    private readonly byte[] _mixtures = new byte[PhoneColours.Inks * (Mask.Full + 1) * 2 * Size];

    private Palette(PhoneTheme theme)
    {
        var count = Fill(PhoneColours.Of(theme));
        _colours.AsSpan(count, Size - count).Fill(_colours[0]);
        for (var i = 0; i < Size; i++)
        {
            _colours[Size + i] = _colours[i].Toward(Colour.Black, DimPercent);
        }

        _bytes = [.. _colours.SelectMany(colour => (byte[])[(byte)colour.Red, (byte)colour.Green, (byte)colour.Blue])];
        for (var i = 0; i < _mixtures.Length; i++)
        {
            var (below, level, ink) = (i % (2 * Size), i / (2 * Size) % (Mask.Full + 1), i / (2 * Size) / (Mask.Full + 1));
            _mixtures[i] = level switch
            {
                0 => (byte)below,
                Mask.Full => (byte)ink,
                _ => Nearest(Mix(_colours[ink], _colours[below], level), below < Size ? Size : 2 * Size),
            };
        }
    }

    public static Palette Of(PhoneTheme theme) => Made.GetOrAdd(
        theme with { Accent = (int)((uint)theme.Accent % PhoneColours.Accents) }, static theme => new Palette(theme));

    /// <summary>What becomes of a pixel that an ink covers: at 256 times the level, plus the pixel's colour.</summary>
    public ReadOnlySpan<byte> Mixtures(Ink ink) =>
        _mixtures.AsSpan((int)ink * (Mask.Full + 1) * 2 * Size, (Mask.Full + 1) * 2 * Size);

    /// <summary>The colours as PNG's PLTE has them, the dimmed ones only where there are any.</summary>
    public ReadOnlySpan<byte> Bytes(bool isDimmed) => _bytes.AsSpan(0, 3 * (isDimmed ? 2 * Size : Size));

    private static (Ink Above, Ink Below)[] Paints(Func<Ink, (Ink Above, Ink Below)> pair) =>
        [.. Enumerable.Range((int)Ink.Paint, PhoneColours.Accents).Select(ink => pair((Ink)ink))];

    private static Colour Mix(Colour above, Colour below, int level) => below.Toward(above, 100 * level / Mask.Full);

    private int Fill(Colour[] inks)
    {
        inks.CopyTo(_colours, 0);
        var count = inks.Length;
        foreach (var (above, below) in Mixed)
        {
            for (var level = 1; level < Mask.Full && count < Size; level++)
            {
                var colour = Mix(inks[(int)above], inks[(int)below], level);
                if (_colours[Nearest(colour, count)].DistanceTo(colour) >= Near)
                {
                    _colours[count++] = colour;
                }
            }
        }

        return count;
    }

    private byte Nearest(Colour colour, int count)
    {
        var (best, distance) = (0, int.MaxValue);
        for (var i = 0; i < count; i++)
        {
            var next = _colours[i].DistanceTo(colour);
            if (next < distance)
            {
                (best, distance) = (i, next);
            }
        }

        return (byte)best;
    }
}
