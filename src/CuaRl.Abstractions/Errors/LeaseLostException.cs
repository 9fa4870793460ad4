namespace CuaRl;

/// <summary>A call came with the token of a lease that does not hold any more. Nothing was done.</summary>
[GenerateSerializer, Alias("cuarl.LeaseLostException")]
public sealed class LeaseLostException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    public LeaseLostException(string deviceId, long given, long present, string cause)
        : base($"The lease with token {given} of device '{deviceId}' does not hold ({cause}; its present token is {present}); nothing was done. "
            + "Acquire a device anew.")
    {
        DeviceId = deviceId;
        Given = given;
        Present = present;
        Cause = cause;
    }

    /// <summary>The device.</summary>
    [Id(0)]
    public string DeviceId { get; }

    /// <summary>The token that the call carried.</summary>
    [Id(1)]
    public long Given { get; }

    /// <summary>The greatest token that the device gave.</summary>
    [Id(2)]
    public long Present { get; }

    /// <summary>What became of the lease, as a clause.</summary>
    [Id(3)]
    public string Cause { get; }
}
