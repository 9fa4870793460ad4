namespace CuaRl;

/// <summary>A provider of devices cannot take the call now: it cannot be reached, is overloaded, or answered in time with nothing.</summary>
/// <remarks>Whether an action was carried out is unknown; look at the screen before repeating it.</remarks>
[GenerateSerializer, Alias("cuarl.DeviceUnavailableException")]
public sealed class DeviceUnavailableException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    /// <param name="boxType">The kind of box, which names the provider.</param>
    /// <param name="cause">Why, as a clause without secrets.</param>
    /// <param name="retryAfter">When the provider wants to be asked again; null when it did not say.</param>
    /// <param name="inner">What the provider's client said; it never crosses a grain.</param>
    public DeviceUnavailableException(string boxType, string cause, TimeSpan? retryAfter = null, Exception? inner = null)
        : base($"The provider of '{boxType}' boxes cannot take this call: {cause}. Try again later.", inner)
    {
        BoxType = boxType;
        Cause = cause;
        RetryAfter = retryAfter;
    }

    /// <summary>The kind of box.</summary>
    [Id(0)]
    public string BoxType { get; }

    /// <summary>Why, as a clause.</summary>
    [Id(1)]
    public string Cause { get; }

    /// <summary>When the provider wants to be asked again; then it is too busy for anybody, whatever the device.</summary>
    [Id(2)]
    public TimeSpan? RetryAfter { get; }

    /// <inheritdoc />
    public override bool IsTransient => true;
}
