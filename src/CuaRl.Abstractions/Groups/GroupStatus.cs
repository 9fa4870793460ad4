namespace CuaRl;

/// <summary>Where a group stands.</summary>
[GenerateSerializer, Alias("cuarl.GroupStatus")]
public enum GroupStatus
{
    /// <summary>Nothing was done.</summary>
    Pending = 0,

    /// <summary>Its rollouts are under way.</summary>
    Running = 1,

    /// <summary>It ended well.</summary>
    Completed = 2,

    /// <summary>It ended badly.</summary>
    Failed = 3,

    /// <summary>It was given up.</summary>
    Cancelled = 4,
}
