using System.Globalization;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Connection;

/// <summary>Finds the database among the settings: the first that is set wins.</summary>
public static class DatabaseSettings
{
    private const string Flag = "--database";
    private const string Url = "DATABASE_URL";
    private const string Origin = "POSTGRES_*";

    private static readonly string[] Parts =
        ["POSTGRES_HOST", "POSTGRES_PORT", "POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD"];

    /// <summary>
    /// <c>--database</c>, then <c>DATABASE_URL</c>, then <c>POSTGRES_HOST/PORT/DB/USER/PASSWORD</c>; null when none is
    /// set, which means the private server. A variable set to nothing counts as not set.
    /// </summary>
    /// <exception cref="ConfigurationException">A setting is there and cannot be read.</exception>
    public static DatabaseTarget? Find(string? flag, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (!string.IsNullOrWhiteSpace(flag))
        {
            return new DatabaseTarget(Flag, DatabaseUrl.Parse(Flag, flag.Trim()));
        }

        if (environment(Url) is { } url && !string.IsNullOrWhiteSpace(url))
        {
            return new DatabaseTarget(Url, DatabaseUrl.Parse(Url, url.Trim()));
        }

        return Parts.Any(name => !string.IsNullOrEmpty(environment(name))) ? FromParts(environment) : null;
    }

    private static DatabaseTarget FromParts(Func<string, string?> environment)
    {
        var port = Value("POSTGRES_PORT", "5432");
        if (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number is < 1 or > 65535)
        {
            throw new ConfigurationException("POSTGRES_PORT must be a port number, 1 to 65535.");
        }

        return new DatabaseTarget(Origin, new NpgsqlConnectionStringBuilder
        {
            Host = Value("POSTGRES_HOST", "127.0.0.1"),
            Port = number,
            Database = Value("POSTGRES_DB", "training_db"),
            Username = Value("POSTGRES_USER", "training_user"),
            Password = Value("POSTGRES_PASSWORD", "training_password"),
        }.ConnectionString);

        string Value(string name, string fallback) =>
            environment(name) is { Length: > 0 } value ? value : fallback;
    }
}
