namespace CuaRl.Core.Devices;

/// <summary>A button of a mouse.</summary>
public enum PointerButton
{
    /// <summary>The left one, which a finger stands for.</summary>
    Left,

    /// <summary>The right one.</summary>
    Right,

    /// <summary>The wheel, pressed.</summary>
    Middle,
}
