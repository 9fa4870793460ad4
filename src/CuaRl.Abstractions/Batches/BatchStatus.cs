namespace CuaRl;

/// <summary>
/// Where a batch stands. Rollout collecting, rollout running and training are of steps, running of the others.
/// </summary>
[GenerateSerializer, Alias("cuarl.BatchStatus")]
public enum BatchStatus
{
    /// <summary>Nothing was done.</summary>
    Pending = 0,

    /// <summary>Its groups are being made up.</summary>
    RolloutCollecting = 1,

    /// <summary>Its rollouts are under way.</summary>
    RolloutRunning = 2,

    /// <summary>The policy is updated with them.</summary>
    Training = 3,

    /// <summary>It is under way.</summary>
    Running = 4,

    /// <summary>It ended well.</summary>
    Completed = 5,

    /// <summary>It ended badly.</summary>
    Failed = 6,

    /// <summary>It was given up.</summary>
    Cancelled = 7,
}
