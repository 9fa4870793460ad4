namespace CuaRl.Core.Phones.Pictures.Drawing;

/// <summary>A colour, 0 to 255 each.</summary>
internal readonly record struct Colour(int Red, int Green, int Blue)
{
    public static Colour White { get; } = new(255, 255, 255);

    public static Colour Black { get; } = new(0, 0, 0);

    public static Colour Of(int rgb) => new(rgb >> 16, (rgb >> 8) & 255, rgb & 255);

    /// <summary>This colour, gone a part of the way to another.</summary>
    /// <param name="other">The other.</param>
    /// <param name="percent">How far, 0 to 100.</param>
    public Colour Toward(Colour other, int percent) => new(
        Red + ((other.Red - Red) * percent / 100),
        Green + ((other.Green - Green) * percent / 100),
        Blue + ((other.Blue - Blue) * percent / 100));

    public int DistanceTo(Colour other)
    {
        var (red, green, blue) = (Red - other.Red, Green - other.Green, Blue - other.Blue);
        return (red * red) + (green * green) + (blue * blue);
    }
}
