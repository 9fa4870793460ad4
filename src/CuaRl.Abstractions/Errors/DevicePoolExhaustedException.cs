namespace CuaRl;

/// <summary>A pool has no device for an acquirer, and will not let it wait longer.</summary>
[GenerateSerializer, Alias("cuarl.DevicePoolExhaustedException")]
public sealed class DevicePoolExhaustedException : CuaRlException
{
    /// <summary>Makes the error.</summary>
    public DevicePoolExhaustedException(string pool, string leaseId, string cause)
        : base($"Pool '{pool}' has no device for lease '{leaseId}': {cause}. Ask again later, or let the pool have more devices.")
    {
        Pool = pool;
        LeaseId = leaseId;
        Cause = cause;
    }

    /// <summary>The pool.</summary>
    [Id(0)]
    public string Pool { get; }

    /// <summary>The lease that was asked for.</summary>
    [Id(1)]
    public string LeaseId { get; }

    /// <summary>Which limit was met, as a clause.</summary>
    [Id(2)]
    public string Cause { get; }

    /// <inheritdoc />
    public override bool IsTransient => true;
}
