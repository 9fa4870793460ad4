namespace CuaRl;

/// <summary>A device is gone: its provider does not know the box any more, or the box failed for good.</summary>
[GenerateSerializer, Alias("cuarl.DeviceLostException")]
public sealed class DeviceLostException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    /// <param name="boxId">The provider's id of the box.</param>
    /// <param name="reason">Why, as a clause without secrets.</param>
    /// <param name="inner">What the provider's client said; it never crosses a grain.</param>
    public DeviceLostException(string boxId, string reason, Exception? inner = null)
        : base($"Box '{boxId}' is lost: {reason}. Go on with another device.", inner)
    {
        BoxId = boxId;
        Reason = reason;
    }

    /// <summary>The box.</summary>
    [Id(0)]
    public string BoxId { get; }

    /// <summary>Why, as a clause.</summary>
    [Id(1)]
    public string Reason { get; }
}
