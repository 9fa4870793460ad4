namespace CuaRl;

/// <summary>Where an attempt of a rollout stands.</summary>
[GenerateSerializer, Alias("cuarl.AttemptStatus")]
public enum AttemptStatus
{
    /// <summary>It is under way.</summary>
    Running = 0,

    /// <summary>It ended, and with it the rollout.</summary>
    Completed = 1,

    /// <summary>It was lost to the agent or the model.</summary>
    Failed = 2,

    /// <summary>It was lost to a device or the service.</summary>
    InfraFailed = 3,

    /// <summary>It was given up.</summary>
    Cancelled = 4,
}
