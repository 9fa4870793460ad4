namespace CuaRl.Grains.Ports;

/// <summary>What a change of a training has to bring about below it.</summary>
public enum SweepGoal
{
    /// <summary>No rollout that is open is paused.</summary>
    Going,

    /// <summary>Every rollout that is open is paused.</summary>
    Paused,

    /// <summary>No rollout, group or batch is open.</summary>
    Ended,

    /// <summary>There is no rollout, group or batch.</summary>
    Deleted,
}
