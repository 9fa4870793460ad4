namespace CuaRl;

/// <summary>A button of a mouse.</summary>
[GenerateSerializer, Alias("cuarl.DevicePointerButton")]
public enum DevicePointerButton
{
    /// <summary>The left one.</summary>
    Left = 0,

    /// <summary>The right one.</summary>
    Right = 1,

    /// <summary>The wheel, pressed.</summary>
    Middle = 2,
}
