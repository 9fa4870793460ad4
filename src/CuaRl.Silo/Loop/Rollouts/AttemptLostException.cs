namespace CuaRl.Silo.Loop.Rollouts;

/// <summary>An attempt was lost to its device or the service. It says nothing of the policy.</summary>
internal sealed class AttemptLostException(string kind, Exception cause) : Exception(cause.Message, cause)
{
    /// <summary>What it was lost to, as it is recorded.</summary>
    public string Kind { get; } = kind;

    /// <summary>What an error means for an attempt; null for one that is none of its device.</summary>
    public static AttemptLostException? Of(Exception error) => error switch
    {
        DeviceLostException => new("device_lost", error),
        LeaseLostException => new("lease_lost", error),
        DeviceUnavailableException => new("device_unavailable", error),
        DeviceRefusedException => new("device_refused", error),
        DeviceBusyException => new("device_busy", error),
        DevicePoolExhaustedException => new("pool_exhausted", error),
        _ when Patience.Passes(error) => new("service_lost", error),
        _ => null,
    };
}
