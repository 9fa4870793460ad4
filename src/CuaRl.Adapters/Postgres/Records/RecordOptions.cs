namespace CuaRl.Adapters.Postgres.Records;

/// <summary>How records are gathered into commits and reads.</summary>
internal sealed record RecordOptions
{
    /// <summary>Loops that commit side by side, each on a connection of its own; a grain's records all go through one of them.</summary>
    public int Writers { get; init; } = 2;

    /// <summary>Statements that read side by side, each over a connection that it gives back.</summary>
    public int Readers { get; init; } = 2;

    /// <summary>Records that may wait for one writer; the next caller waits for room.</summary>
    public int QueuedRecords { get; init; } = 1024;

    /// <summary>Records in one commit, or one read.</summary>
    public int BatchRecords { get; init; } = 256;

    /// <summary>Bytes in one commit, unless a single record has more.</summary>
    public int BatchBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How long either is waited for when the server stands still, and the driver with it.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(18);
}
