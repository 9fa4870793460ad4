namespace CuaRl;

/// <summary>A driver does not do what was asked for. Nothing was done.</summary>
[GenerateSerializer, Alias("cuarl.DeviceUnsupportedException")]
public sealed class DeviceUnsupportedException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    public DeviceUnsupportedException(string boxType, string what)
        : base($"Boxes of type '{boxType}' have no {what}; nothing was done.")
    {
        BoxType = boxType;
        What = what;
    }

    /// <summary>The type of box.</summary>
    [Id(0)]
    public string BoxType { get; }

    /// <summary>What it does not do, such as <c>snapshots</c>.</summary>
    [Id(1)]
    public string What { get; }
}
