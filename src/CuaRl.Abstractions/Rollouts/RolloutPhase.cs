namespace CuaRl;

/// <summary>What a rollout is at.</summary>
[GenerateSerializer, Alias("cuarl.RolloutPhase")]
public enum RolloutPhase
{
    /// <summary>Its device is being made ready.</summary>
    EnvCreation = 0,

    /// <summary>Its agent is being made ready.</summary>
    AgentInitialization = 1,

    /// <summary>It takes turns.</summary>
    TaskExecution = 2,

    /// <summary>Its result is validated.</summary>
    Validation = 3,

    /// <summary>Its device is given back.</summary>
    Cleanup = 4,
}
