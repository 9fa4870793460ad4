namespace CuaRl;

/// <summary>What a batch is at.</summary>
[GenerateSerializer, Alias("cuarl.BatchPhase")]
public enum BatchPhase
{
    /// <summary>It is being set up.</summary>
    Initialization = 0,

    /// <summary>Its groups are being made up.</summary>
    RolloutCollection = 1,

    /// <summary>Its rollouts are under way.</summary>
    RolloutExecution = 2,

    /// <summary>The policy is updated.</summary>
    Training = 3,

    /// <summary>A checkpoint is saved.</summary>
    Checkpointing = 4,

    /// <summary>Rollouts are under way, in an evaluation.</summary>
    Rollout = 5,

    /// <summary>Rollouts are validated.</summary>
    Validation = 6,

    /// <summary>Results are put together.</summary>
    Aggregation = 7,
}
