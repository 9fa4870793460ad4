namespace CuaRl;

/// <summary>A pool is being drained and gives out no devices.</summary>
[GenerateSerializer, Alias("cuarl.DevicePoolDrainingException")]
public sealed class DevicePoolDrainingException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    public DevicePoolDrainingException(string pool)
        : base($"Pool '{pool}' is draining and gives out no devices; configure it to take it up again.")
    {
        Pool = pool;
    }

    /// <summary>The pool.</summary>
    [Id(0)]
    public string Pool { get; }
}
