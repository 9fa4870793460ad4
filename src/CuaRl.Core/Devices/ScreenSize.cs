namespace CuaRl.Core.Devices;

/// <summary>How large a screen is, in pixels.</summary>
public readonly record struct ScreenSize(int Width, int Height)
{
    /// <summary>Whether a point lies on the screen.</summary>
    public bool Contains(ScreenPoint point) => point.X >= 0 && point.X < Width && point.Y >= 0 && point.Y < Height;
}
