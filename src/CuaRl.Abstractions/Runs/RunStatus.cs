namespace CuaRl;

/// <summary>Where a run stands. Only an active run takes states; completed, failed and pruned are final.</summary>
[GenerateSerializer, Alias("cuarl.RunStatus")]
public enum RunStatus
{
    /// <summary>It takes states.</summary>
    Active = 0,

    /// <summary>It takes none until it is resumed.</summary>
    Paused = 1,

    /// <summary>It ended well.</summary>
    Completed = 2,

    /// <summary>It ended badly.</summary>
    Failed = 3,

    /// <summary>Its own states were deleted.</summary>
    Pruned = 4,
}
