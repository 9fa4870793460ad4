namespace CuaRl.Core.Loop.Rollouts;

/// <summary>How a rollout that was not lost ended.</summary>
public enum RolloutEnd
{
    /// <summary>The agent finished and says that it succeeded.</summary>
    FinishSuccess,

    /// <summary>The agent finished and says that it failed.</summary>
    FinishFailure,

    /// <summary>The training's limit of turns was reached (max_turns).</summary>
    MaxTurns,

    /// <summary>The task's own limit of turns was reached (max_steps).</summary>
    MaxSteps,

    /// <summary>The task's time was up (max_task_time_seconds).</summary>
    TaskTimeout,

    /// <summary>The model did not answer within a turn's time (max_turn_time_seconds).</summary>
    ModelTimeout,

    /// <summary>The model could not answer.</summary>
    ModelError,
}
