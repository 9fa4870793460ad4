using System.Collections.Frozen;
using CuaRl.Core.Phones.Pictures.Drawing;

namespace CuaRl.Core.Phones.Pictures.Icons;

/// <summary>The icons in one size, drawn once.</summary>
internal sealed class IconSet
{
    private const double Grid = 24;

    private readonly FrozenDictionary<string, Mask> _masks;

    private IconSet(int size, double pen)
    {
        Size = size;
        _masks = IconPaths.All.ToFrozenDictionary(
            icon => icon.Key,
            icon => Mask.Draw([.. StrokePath.Parse(icon.Value).Select(Scale)], icon.Key is "apps" or "drawer" or "more" ? 1.7 * pen : pen),
            StringComparer.OrdinalIgnoreCase);
    }

    public static IconSet Tiny { get; } = new(size: 14, pen: 1.3);

    public static IconSet Small { get; } = new(size: 18, pen: 1.5);

    public static IconSet Usual { get; } = new(size: 22, pen: 1.8);

    public static IconSet Large { get; } = new(size: 28, pen: 2.2);

    public int Size { get; }

    /// <summary>The icon of a name, or null where there is none.</summary>
    public Mask? Find(string? name) => name is null ? null : _masks.GetValueOrDefault(name);

    private Stroke Scale(Stroke stroke)
    {
        var by = Size / Grid;
        return new Stroke(stroke.X1 * by, stroke.Y1 * by, stroke.X2 * by, stroke.Y2 * by);
    }
}
