namespace CuaRl;

/// <summary>Where a rollout stands.</summary>
[GenerateSerializer, Alias("cuarl.RolloutStatus")]
public enum RolloutStatus
{
    /// <summary>Nothing was done.</summary>
    Pending = 0,

    /// <summary>Its device is being made ready.</summary>
    EnvCreation = 1,

    /// <summary>Its agent is being made ready.</summary>
    AgentInit = 2,

    /// <summary>It takes turns.</summary>
    Running = 3,

    /// <summary>It ended, well or not: its reward says.</summary>
    Completed = 4,

    /// <summary>It was lost, to the model, the device or the service; it has no reward.</summary>
    Failed = 5,

    /// <summary>It was given up.</summary>
    Cancelled = 6,
}
