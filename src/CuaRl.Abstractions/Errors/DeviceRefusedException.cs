namespace CuaRl;

/// <summary>A provider of devices refused a call for good: key, quota, or something that it does not do.</summary>
[GenerateSerializer, Alias("cuarl.DeviceRefusedException")]
public sealed class DeviceRefusedException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    /// <param name="boxType">The kind of box, which names the provider.</param>
    /// <param name="cause">Why, as a clause without secrets.</param>
    /// <param name="inner">What the provider's client said; it never crosses a grain.</param>
    public DeviceRefusedException(string boxType, string cause, Exception? inner = null)
        : base($"The provider of '{boxType}' boxes refuses this call: {cause}.", inner)
    {
        BoxType = boxType;
        Cause = cause;
    }

    /// <summary>The kind of box.</summary>
    [Id(0)]
    public string BoxType { get; }

    /// <summary>Why, as a clause.</summary>
    [Id(1)]
    public string Cause { get; }
}
