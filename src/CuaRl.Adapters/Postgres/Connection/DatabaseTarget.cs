using Npgsql;

namespace CuaRl.Adapters.Postgres.Connection;

/// <summary>A database to connect to, and the setting that named it.</summary>
/// <param name="Origin">What a user would look at to change it: <c>--database</c>, <c>DATABASE_URL</c> and so on.</param>
/// <param name="ConnectionString">Npgsql's form, with the password; never logged.</param>
public sealed record DatabaseTarget(string Origin, string ConnectionString)
{
    /// <summary>Where it is, fit for a log line: no password in it.</summary>
    public string Display
    {
        get
        {
            var parts = new NpgsqlConnectionStringBuilder(ConnectionString);
            var host = parts.Host is { } named && named.Contains(':', StringComparison.Ordinal)
                ? $"[{named}]"
                : parts.Host;
            var user = parts.Username is null ? "" : $"{parts.Username}@";
            return $"{user}{host}:{parts.Port}/{parts.Database} ({Origin})";
        }
    }

    /// <summary>A record's text would carry the connection string; this one does not.</summary>
    public override string ToString() => Display;
}
