namespace CuaRl.Core.Progress;

/// <summary>How far a rollout is, as progress sees it.</summary>
public enum RolloutStage
{
    /// <summary>It has not taken a turn; its environment may be in the making.</summary>
    Waiting,

    Running,

    Completed,

    Failed,

    Cancelled,
}
