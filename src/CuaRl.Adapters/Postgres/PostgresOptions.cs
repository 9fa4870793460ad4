using CuaRl.Adapters.Postgres.Connection;

namespace CuaRl.Adapters.Postgres;

/// <summary>Which database to open, and how.</summary>
public sealed record PostgresOptions
{
    /// <summary>The database to use; null for the private server in <see cref="DataDirectory"/>.</summary>
    /// <remarks><see cref="DatabaseSettings.Find"/> reads it from the settings.</remarks>
    public DatabaseTarget? Database { get; init; }

    /// <summary>The service's data directory, where the private server lives.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>What this process is, as other processes see it: <c>service</c>, <c>db restore</c>.</summary>
    /// <value>The default is <c>service</c>.</value>
    public string Purpose { get; init; } = "service";

    /// <summary>Whether to apply the migrations that are missing.</summary>
    /// <value>The default is true.</value>
    public bool Migrate { get; init; } = true;

    /// <summary>Whether a private server that dies is started again by this process.</summary>
    /// <value>The default is true.</value>
    public bool Supervise { get; init; } = true;
}
