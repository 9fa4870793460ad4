using CuaRl.Core.Devices;
using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Pictures.Drawing;

/// <summary>
/// The pixels that are being painted, a byte each: the colour's place in the palette. Before each row is a zero, PNG's word for
/// a row as it is: the bytes are what PNG compresses. Nothing is painted beyond <see cref="Clip"/>.
/// </summary>
internal sealed class Frame
{
    /// <summary>From a pixel to the one below it.</summary>
    public static readonly int Stride = PhoneScreen.Size.Width + 1;

    private const int MaxRadius = 200;

    private static readonly ScreenBounds All = new(0, 0, PhoneScreen.Size.Width, PhoneScreen.Size.Height);
    private static readonly Mask[]?[] Corners = new Mask[]?[MaxRadius + 1];

    private readonly byte[] _rows = new byte[Stride * PhoneScreen.Size.Height];
    private ScreenBounds _clip = All;

    public Palette Palette { get; private set; } = null!;

    /// <summary>Whether anything may lie below a shade.</summary>
    public bool IsDimmed { get; private set; }

    public ReadOnlySpan<byte> Rows => _rows;

    /// <summary>Where painting is allowed; never beyond the screen.</summary>
    public ScreenBounds Clip
    {
        get => _clip;
        set => _clip = Within(value, All);
    }

    public void Begin(PhoneTheme theme)
    {
        (Palette, IsDimmed, _clip) = (Palette.Of(theme), false, All);
        Fill(All, Ink.Ground);
    }

    public void Fill(ScreenBounds bounds, Ink ink)
    {
        var seen = Within(bounds, _clip);
        for (var y = seen.Top; y < seen.Bottom; y++)
        {
            _rows.AsSpan(At(seen.Left, y), seen.Width).Fill((byte)ink);
        }
    }

    /// <summary>A rectangle with round corners; with half its height for a radius, a pill or a disc.</summary>
    public void Round(ScreenBounds bounds, int radius, Ink ink)
    {
        radius = Math.Min(Math.Min(radius, MaxRadius), Math.Min(bounds.Width, bounds.Height) / 2);
        if (radius <= 0)
        {
            Fill(bounds, ink);
            return;
        }

        var (left, top, width, height) = (bounds.Left, bounds.Top, bounds.Width, bounds.Height);
        Fill(new ScreenBounds(left + radius, top, width - (2 * radius), radius), ink);
        Fill(new ScreenBounds(left, top + radius, width, height - (2 * radius)), ink);
        Fill(new ScreenBounds(left + radius, bounds.Bottom - radius, width - (2 * radius), radius), ink);
        var corners = Corners[radius] ??= Mask.Corners(radius);
        Stamp(corners[0], left, top, ink);
        Stamp(corners[1], bounds.Right - radius, top, ink);
        Stamp(corners[2], left, bounds.Bottom - radius, ink);
        Stamp(corners[3], bounds.Right - radius, bounds.Bottom - radius, ink);
    }

    public void Disc(int x, int y, int radius, Ink ink) =>
        Round(new ScreenBounds(x - radius, y - radius, 2 * radius, 2 * radius), radius, ink);

    /// <summary>A shape in an ink.</summary>
    public void Stamp(Mask mask, int x, int y, Ink ink)
    {
        var place = new ScreenBounds(x + mask.Left, y + mask.Top, mask.Width, mask.Height);
        var seen = Within(place, _clip);
        var mixtures = Palette.Mixtures(ink);
        for (var row = seen.Top; row < seen.Bottom; row++)
        {
            var levels = mask.Levels.AsSpan(((row - place.Top) * mask.Width) + seen.Left - place.Left, seen.Width);
            Blend(_rows.AsSpan(At(seen.Left, row), seen.Width), levels, mixtures, (byte)ink);
        }
    }

    /// <summary>A shade over all that was painted so far; a second one makes it no darker.</summary>
    public void Dim()
    {
        IsDimmed = true;
        for (var y = 0; y < PhoneScreen.Size.Height; y++)
        {
            foreach (ref var pixel in _rows.AsSpan(At(0, y), PhoneScreen.Size.Width))
            {
                pixel |= Palette.Size;
            }
        }
    }

    private static void Blend(Span<byte> pixels, ReadOnlySpan<byte> levels, ReadOnlySpan<byte> mixtures, byte ink)
    {
        const int Block = 16;
        for (var i = 0; i < pixels.Length; i++)
        {
            var level = levels[i];
            if (level is 0 or Mask.Full && levels.Length - i >= Block && !levels.Slice(i, Block).ContainsAnyExcept(level))
            {
                if (level == Mask.Full)
                {
                    pixels.Slice(i, Block).Fill(ink);
                }

                i += Block - 1;
            }
            else if (level > 0)
            {
                pixels[i] = mixtures[(level << 8) | pixels[i]];
            }
        }
    }

    private static int At(int x, int y) => (y * Stride) + 1 + x;

    private static ScreenBounds Within(ScreenBounds bounds, ScreenBounds outer)
    {
        var (left, top) = (Math.Max(bounds.Left, outer.Left), Math.Max(bounds.Top, outer.Top));
        var right = Math.Min((long)bounds.Left + bounds.Width, outer.Right);
        var bottom = Math.Min((long)bounds.Top + bounds.Height, outer.Bottom);
        return right > left && bottom > top ? new ScreenBounds(left, top, (int)right - left, (int)bottom - top) : default;
    }
}
