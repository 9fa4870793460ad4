using System.Globalization;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Connection;

/// <summary>What a server says of itself, and whether it will do.</summary>
/// <param name="VersionNumber">As <c>server_version_num</c>: 150004 is 15.4.</param>
/// <param name="Version">As people write it.</param>
/// <param name="Encoding">Of the database.</param>
/// <param name="MaxConnections">All that the server accepts.</param>
/// <param name="ReservedConnections">Those among them that only administrators get.</param>
/// <param name="IsDurable">False when the server may lose what it acknowledged: fsync is off.</param>
/// <param name="IsReadOnly">True for a standby, or when transactions are read-only by default.</param>
public sealed record ServerFacts(
    int VersionNumber, string Version, string Encoding, int MaxConnections, int ReservedConnections, bool IsDurable,
    bool IsReadOnly)
{
    private const int OldestVersion = 150000;

    /// <summary>What an operator should know; nothing here keeps the service from running.</summary>
    public IEnumerable<string> Warnings
    {
        get
        {
            if (!IsDurable)
            {
                yield return "fsync is off: a crash of the machine may lose acknowledged writes or the whole database";
            }

            if (IsReadOnly)
            {
                yield return "the database is read-only: every write will be answered with 503";
            }

            if (PostgresSources.Total > MaxConnections - ReservedConnections)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"a silo uses up to {PostgresSources.Total} connections, the server has {MaxConnections - ReservedConnections}")
                    + ": raise max_connections";
            }
        }
    }

    /// <summary>The one line for the log at start.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"PostgreSQL {Version}, {Encoding}, up to {PostgresSources.Total} of {MaxConnections - ReservedConnections} connections ({PostgresSources.Sizes})");

    /// <summary>Asks a server; the questions are answered by old ones, too.</summary>
    public static async Task<ServerFacts> ReadAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            SELECT current_setting('server_version_num')::integer, current_setting('server_version'),
                   pg_encoding_to_char(encoding), current_setting('max_connections')::integer,
                   current_setting('superuser_reserved_connections')::integer, current_setting('fsync') = 'on',
                   current_setting('transaction_read_only') = 'on'
            FROM pg_database WHERE datname = current_database()
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new ServerFacts(
            reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.GetInt32(4),
            reader.GetBoolean(5), reader.GetBoolean(6));
    }

    /// <summary>Refuses a server that cannot hold our data.</summary>
    /// <exception cref="ConfigurationException">It is older than 15, or the database is not UTF8.</exception>
    public void Require(DatabaseTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (VersionNumber < OldestVersion)
        {
            throw new ConfigurationException(
                $"The server of {target.Display} is PostgreSQL {Version}; the service needs 15 or newer.");
        }

        if (Encoding != "UTF8")
        {
            throw new ConfigurationException(
                $"The database {target.Display} has the encoding {Encoding}; the service needs UTF8: "
                + "createdb --encoding=UTF8 --template=template0 NAME");
        }
    }
}
