namespace CuaRl.Adapters.Postgres.Locking;

/// <summary>How many processes may serve one service id.</summary>
public enum ServiceLockMode
{
    /// <summary>One: the embedded engine, which is alone in its process.</summary>
    Exclusive,

    /// <summary>Any number of silos of a cluster, and no embedded engine beside them.</summary>
    Shared,
}
