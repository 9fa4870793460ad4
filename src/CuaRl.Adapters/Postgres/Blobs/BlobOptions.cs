namespace CuaRl.Adapters.Postgres.Blobs;

/// <summary>How blobs are gathered into commits.</summary>
internal sealed record BlobOptions
{
    /// <summary>Loops that commit side by side, each on a connection of its own; a hash always goes through one of them.</summary>
    public int Writers { get; init; } = 2;

    /// <summary>Blobs that may wait for one writer; the next caller waits for room.</summary>
    public int QueuedBlobs { get; init; } = 1024;

    /// <summary>Blobs in one commit.</summary>
    public int BatchBlobs { get; init; } = 256;

    /// <summary>Bytes of content in one commit, unless a single blob has more.</summary>
    public int BatchBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How long a commit is tried again while the database is away: less than a request is given.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);
}
