namespace CuaRl.Adapters.Postgres.Journal;

/// <summary>A run's status as the tables hold it.</summary>
internal static class StoredStatus
{
    /// <exception cref="UnreadableRecordException">A newer build wrote it.</exception>
    public static RunStatus Parse(string text) => text switch
    {
        "active" => RunStatus.Active,
        "paused" => RunStatus.Paused,
        "completed" => RunStatus.Completed,
        "failed" => RunStatus.Failed,
        "pruned" => RunStatus.Pruned,
        _ => throw new UnreadableRecordException("status of a run", $"'{text}' is no status that this build knows."),
    };
}
