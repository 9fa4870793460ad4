namespace CuaRl;

/// <summary>What a training is at.</summary>
[GenerateSerializer, Alias("cuarl.TrainingPhase")]
public enum TrainingPhase
{
    /// <summary>It is being set up.</summary>
    Initialization = 0,

    /// <summary>Rollouts are collected.</summary>
    Rollout = 1,

    /// <summary>The policy is updated.</summary>
    Training = 2,

    /// <summary>The policy is evaluated.</summary>
    Evaluation = 3,

    /// <summary>A checkpoint is saved.</summary>
    Checkpointing = 4,

    /// <summary>All is done.</summary>
    Completed = 5,

    /// <summary>It failed.</summary>
    Failed = 6,
}
