namespace CuaRl.Adapters.Postgres.Server;

/// <summary>Where the private server lives and how its programs are found.</summary>
public sealed record PrivateServerOptions
{
    /// <summary>The service's data directory; the server takes the folder <c>postgres</c> in it.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Longest wait for a start or a stop, recovery after a crash included.</summary>
    /// <value>The default is 2 minutes.</value>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often a running silo looks whether the server is alive.</summary>
    /// <value>The default is 250 ms.</value>
    public TimeSpan WatchPeriod { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Where programs fetched by npm are kept; null is in the server's own folder.</summary>
    public string? ProgramsDirectory { get; init; }

    /// <summary>How the programs are found; null is the search that the manual describes.</summary>
    internal IBinarySearch? Binaries { get; init; }
}
