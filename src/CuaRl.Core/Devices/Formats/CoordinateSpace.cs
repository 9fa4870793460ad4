namespace CuaRl.Core.Devices.Formats;

/// <summary>
/// The coordinates in which a model speaks of a screen: pixels of the picture that it saw, or parts of the screen's width and
/// height, whatever its shape.
/// </summary>
public sealed record CoordinateSpace
{
    /// <summary>How far beyond the right and lower edge a value is still taken for the edge: models round up.</summary>
    private const double Overshoot = 0.01;

    /// <summary>
    /// Negative values mean nothing in any format, and "nowhere" to grounding models; only a rounded zero is let pass.
    /// </summary>
    private const double Lowest = -0.5;

    private const double LongestDistance = 100;

    private CoordinateSpace(int width, int height, bool isRelative)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        (Width, Height, IsRelative) = (width, height, isRelative);
    }

    /// <summary>What the screen's width is called.</summary>
    public int Width { get; }

    /// <summary>What the screen's height is called.</summary>
    public int Height { get; }

    /// <summary>Whether they are parts of the screen, not pixels.</summary>
    public bool IsRelative { get; }

    /// <summary>The largest value across: an edge is 1000 of 1000 parts, but pixel 1279 of 1280.</summary>
    internal int LastX => IsRelative ? Width : Width - 1;

    /// <summary>The largest value down.</summary>
    internal int LastY => IsRelative ? Height : Height - 1;

    /// <summary>Pixels of a picture.</summary>
    /// <param name="image">Its size as the model saw it, after every resizing.</param>
    public static CoordinateSpace Absolute(ScreenSize image) => new(image.Width, image.Height, isRelative: false);

    /// <summary>Parts of the width and of the height, such as 1000.</summary>
    public static CoordinateSpace Relative(int parts) => new(parts, parts, isRelative: true);

    /// <summary>The pixel that a model means: scaled, rounded, and at the edge brought onto the screen.</summary>
    /// <returns>Null when it lies beyond: below 0, or more than a hundredth past the right or lower edge.</returns>
    public ScreenPoint? ToScreen(double x, double y, ScreenSize screen) =>
        Scale(x, Width, screen.Width) is { } column && Scale(y, Height, screen.Height) is { } row
            ? new ScreenPoint(column, row)
            : null;

    /// <summary>What a model calls a pixel: the inverse, within one unit of the coarser of the two.</summary>
    public (int X, int Y) FromScreen(ScreenPoint point, ScreenSize screen) => (
        Math.Clamp(Rounded((double)point.X * Width / screen.Width), 0, LastX),
        Math.Clamp(Rounded((double)point.Y * Height / screen.Height), 0, LastY));

    /// <summary>A distance in pixels, of either sign; null when it is longer than a hundred screens.</summary>
    internal (int X, int Y)? DistanceToScreen(double x, double y, ScreenSize screen) =>
        Math.Abs(x) <= LongestDistance * Width && Math.Abs(y) <= LongestDistance * Height
            ? (Rounded(x * screen.Width / Width), Rounded(y * screen.Height / Height))
            : null;

    internal (int X, int Y) DistanceFromScreen(int x, int y, ScreenSize screen) =>
        (Rounded((double)x * Width / screen.Width), Rounded((double)y * Height / screen.Height));

    private static int? Scale(double value, int extent, int pixels) =>
        value > Lowest && value <= extent * (1 + Overshoot)
            ? Math.Clamp(Rounded(value * pixels / extent), 0, pixels - 1)
            : null;

    private static int Rounded(double value) =>
        (int)Math.Clamp(Math.Round(value, MidpointRounding.AwayFromZero), int.MinValue, int.MaxValue);
}
