namespace CuaRl;

/// <summary>How a lease ended.</summary>
[GenerateSerializer, Alias("cuarl.LeaseEnd")]
public enum LeaseEnd
{
    /// <summary>Its holder gave it back.</summary>
    Released = 0,

    /// <summary>It was neither used nor renewed in time.</summary>
    Expired = 1,

    /// <summary>It was never used, and its bind deadline passed.</summary>
    Unbound = 2,

    /// <summary>Its box was lost.</summary>
    Lost = 3,

    /// <summary>The device was ended under it.</summary>
    Terminated = 4,

    /// <summary>It had held for as long as it might at most.</summary>
    TimedOut = 5,
}
