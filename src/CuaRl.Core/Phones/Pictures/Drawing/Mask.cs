namespace CuaRl.Core.Phones.Pictures.Drawing;

/// <summary>How much of each pixel a shape covers, 0 to <see cref="Full"/>: a shape that can be stamped in any ink.</summary>
/// <param name="Left">Its first column, from where it is stamped.</param>
/// <param name="Top">Its first row, from where it is stamped.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Levels">Row by row.</param>
internal sealed record Mask(int Left, int Top, int Width, int Height, byte[] Levels)
{
    public const int Full = 4;

    public static Mask Empty { get; } = new(0, 0, 0, 0, []);

    /// <summary>What a round pen leaves that goes along the strokes.</summary>
    /// <param name="strokes">In pixels; the middle of the first pixel is at 0.5.</param>
    /// <param name="pen">The width of the pen, in pixels.</param>
    public static Mask Draw(IReadOnlyCollection<Stroke> strokes, double pen)
    {
        if (strokes.Count == 0)
        {
            return Empty;
        }

        var reach = (pen / 2) + 0.5;
        var left = (int)Math.Floor(strokes.Min(stroke => Math.Min(stroke.X1, stroke.X2)) - reach);
        var top = (int)Math.Floor(strokes.Min(stroke => Math.Min(stroke.Y1, stroke.Y2)) - reach);
        var width = (int)Math.Ceiling(strokes.Max(stroke => Math.Max(stroke.X1, stroke.X2)) + reach) - left;
        var height = (int)Math.Ceiling(strokes.Max(stroke => Math.Max(stroke.Y1, stroke.Y2)) + reach) - top;
        var levels = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (centerX, centerY) = (left + x + 0.5, top + y + 0.5);
                var nearest = strokes.Min(stroke => stroke.DistanceSquared(centerX, centerY));
                levels[(y * width) + x] = Level(reach - Math.Sqrt(nearest));
            }
        }

        return new Mask(left, top, width, height, levels);
    }

    /// <summary>The four quarters of a disc: upper left, upper right, lower left, lower right.</summary>
    public static Mask[] Corners(int radius)
    {
        var levels = new byte[radius * radius];
        for (var i = 0; i < levels.Length; i++)
        {
            var (x, y) = (radius - (i % radius) - 0.5, radius - (i / radius) - 0.5);
            levels[i] = Level(radius + 0.5 - Math.Sqrt((x * x) + (y * y)));
        }

        var upper = new Mask(0, 0, radius, radius, levels);
        var lower = upper with { Levels = [.. levels.Reverse()] };
        return [upper, lower.Upside(), upper.Upside(), lower];
    }

    /// <summary>The same, its bottom on top.</summary>
    private Mask Upside() => this with { Levels = [.. Levels.Chunk(Width).Reverse().SelectMany(row => row)] };

    private static byte Level(double covered) => (byte)Math.Round(Math.Clamp(covered, 0, 1) * Full);
}
