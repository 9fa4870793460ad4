namespace CuaRl.Adapters.Postgres.Journal;

/// <summary>How the journal gathers appends into commits.</summary>
internal sealed record JournalOptions
{
    /// <summary>Loops that commit side by side, each on a connection of its own; a run's appends all go through one of them.</summary>
    public int Writers { get; init; } = 2;

    /// <summary>Appends that may wait for one writer; the next caller waits for room.</summary>
    public int QueuedAppends { get; init; } = 1024;

    /// <summary>States in one commit, unless a single append has more.</summary>
    public int BatchStates { get; init; } = 2048;

    /// <summary>Bytes of JSON in one commit, unless a single append has more.</summary>
    public int BatchBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Appends to one run in one commit that expect it to end elsewhere than where those before them leave it.</summary>
    public int Rivals { get; init; } = 2;

    /// <summary>Commits that a run sits out after one of its appends was refused, while there are others to store.</summary>
    public int RestingCommits { get; init; } = 3;

    /// <summary>How long a commit is tried again while the database is away: less than a grain call is given.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);
}
