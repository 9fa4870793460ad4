namespace CuaRl.Core.Devices;

/// <summary>A pixel of a screen.</summary>
/// <param name="X">From the left, from 0.</param>
/// <param name="Y">From the top, from 0.</param>
public readonly record struct ScreenPoint(int X, int Y);
