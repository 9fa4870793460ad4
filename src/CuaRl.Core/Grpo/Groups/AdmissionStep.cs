namespace CuaRl.Core.Grpo.Groups;

/// <summary>What can be done with a group.</summary>
public enum AdmissionStep
{
    /// <summary>Rollouts that matter are under way.</summary>
    Wait,

    /// <summary>Do lost rollouts again, each on a fresh device.</summary>
    Restart,

    /// <summary>Train on it; members that were lost are masked.</summary>
    Admit,

    /// <summary>End what is under way and leave the group out, counted.</summary>
    Drop,

    /// <summary>End the training with the error.</summary>
    FailTraining,
}
