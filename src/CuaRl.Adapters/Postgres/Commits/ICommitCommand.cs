namespace CuaRl.Adapters.Postgres.Commits;

/// <summary>What commits one batch after another on a connection of its own.</summary>
internal interface ICommitCommand : IAsyncDisposable
{
    /// <summary>How much is in the batch, for people.</summary>
    string Content { get; }

    /// <summary>Commits the batch. After any failure the connection is given up, and whether it is stored is unknown.</summary>
    Task ExecuteAsync();
}
