namespace CuaRl;

/// <summary>Where a training stands. Starting it again by its name takes any of them back to initializing.</summary>
[GenerateSerializer, Alias("cuarl.TrainingStatus")]
public enum TrainingStatus
{
    /// <summary>It was announced and nothing was done.</summary>
    Pending = 0,

    /// <summary>It is being set up, for the first time or again.</summary>
    Initializing = 1,

    /// <summary>It is under way.</summary>
    Running = 2,

    /// <summary>It ended well.</summary>
    Completed = 3,

    /// <summary>It ended badly.</summary>
    Failed = 4,

    /// <summary>It stands still, and so do its rollouts, until it is resumed.</summary>
    Paused = 5,

    /// <summary>It was given up, and so were its rollouts.</summary>
    Cancelled = 6,
}
