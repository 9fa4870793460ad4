namespace CuaRl.Core.Devices;

/// <summary>A rectangle on a screen, in pixels; right and bottom are beyond it.</summary>
public readonly record struct ScreenBounds(int Left, int Top, int Width, int Height)
{
    /// <summary>The first column beyond it.</summary>
    public int Right => Left + Width;

    /// <summary>The first row beyond it.</summary>
    public int Bottom => Top + Height;

    /// <summary>Where a finger that means it comes down.</summary>
    public ScreenPoint Center => new(Left + (Width / 2), Top + (Height / 2));

    /// <summary>Whether a point lies in it.</summary>
    public bool Contains(ScreenPoint point) => point.X >= Left && point.X < Right && point.Y >= Top && point.Y < Bottom;
}
