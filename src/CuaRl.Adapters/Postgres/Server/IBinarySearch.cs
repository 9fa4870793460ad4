namespace CuaRl.Adapters.Postgres.Server;

/// <summary>Finds server programs.</summary>
internal interface IBinarySearch
{
    /// <summary>Folders that have them, best first; each is found only when asked for.</summary>
    IAsyncEnumerable<PostgresBinaries> FindAsync(ServerAccount account, CancellationToken cancellationToken);
}
