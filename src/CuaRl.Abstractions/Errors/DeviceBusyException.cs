namespace CuaRl;

/// <summary>A device cannot be leased, or ended, now. Nothing was written.</summary>
[GenerateSerializer, Alias("cuarl.DeviceBusyException")]
public sealed class DeviceBusyException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    public DeviceBusyException(string deviceId, string cause)
        : base($"Device '{deviceId}' cannot be had: {cause}. Try again later, or acquire one of its pool.")
    {
        DeviceId = deviceId;
        Cause = cause;
    }

    /// <summary>The device.</summary>
    [Id(0)]
    public string DeviceId { get; }

    /// <summary>Why, as a clause.</summary>
    [Id(1)]
    public string Cause { get; }

    /// <inheritdoc />
    public override bool IsTransient => true;
}
