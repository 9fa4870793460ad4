namespace CuaRl.Grains.Batches;

/// <summary>Where a training can be gone on from.</summary>
internal static class SavedStates
{
    /// <summary>The path of the state that a completed batch saved; null for none.</summary>
    public static string? SavedState(this BatchInfo batch) =>
        batch is { Status: BatchStatus.Completed, Result.CheckpointPath: { } path } ? path : null;
}
