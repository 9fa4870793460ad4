namespace CuaRl.Core.Phones.Pictures.Drawing;

/// <summary>A straight line of a pen, from one point to another.</summary>
internal readonly record struct Stroke(double X1, double Y1, double X2, double Y2)
{
    /// <summary>The square of how far a point is from the nearest point of the line.</summary>
    public double DistanceSquared(double x, double y)
    {
        var (dx, dy) = (X2 - X1, Y2 - Y1);
        var length = (dx * dx) + (dy * dy);
        var along = length == 0 ? 0 : Math.Clamp((((x - X1) * dx) + ((y - Y1) * dy)) / length, 0, 1);
        var (awayX, awayY) = (x - X1 - (along * dx), y - Y1 - (along * dy));
        return (awayX * awayX) + (awayY * awayY);
    }
}
