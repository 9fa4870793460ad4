using CuaRl.Adapters.Postgres.Locking;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Migrations;

/// <summary>
/// Brings a database to this build's scripts: in order, each in a transaction, under an advisory lock, so that any number
/// of silos may start at once. A script that changed after it was applied, or that this build does not know, stops it.
/// </summary>
/// <remarks>The lock ends with the connection: the data source must not pool.</remarks>
public sealed partial class MigrationRunner
{
    private readonly NpgsqlDataSource _database;
    private readonly IReadOnlyList<Migration> _scripts;
    private readonly ILogger _logger;

    /// <summary>A runner of the scripts in this build.</summary>
    public MigrationRunner(NpgsqlDataSource database, ILogger<MigrationRunner> logger)
        : this(database, logger, MigrationScripts.All)
    {
    }

    internal MigrationRunner(NpgsqlDataSource database, ILogger logger, IReadOnlyList<Migration> scripts)
    {
        _database = database;
        _logger = logger;
        _scripts = scripts;
    }

    /// <summary>Applies what is missing and says what it was.</summary>
    /// <exception cref="ConfigurationException">The database has a changed script or one of a newer build.</exception>
    public async Task<MigrationStatus> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellationToken);
        var before = await ReadAsync(connection, cancellationToken);
        if (before.Pending.Count == 0)
        {
            return before;
        }

        // Longer than any script may take; a session that hangs there must not hang all others for ever.
        await ExecuteAsync(connection, "SET lock_timeout = '5min'", cancellationToken);
        await ExecuteAsync(
            connection,
            $"SELECT pg_advisory_lock({AdvisoryLocks.Class}, {AdvisoryLocks.Migrations})",
            cancellationToken);

        // Another silo may have done all of it while this one waited.
        var now = await ReadAsync(connection, cancellationToken);
        var pending = _scripts.Where(script => now.Pending.Contains(script.Name)).ToList();
        if (now.Applied.Count == 0)
        {
            // All or nothing: a table of another program's may be in the way of any of them.
            await ApplyAsync(connection, pending, cancellationToken);
        }
        else
        {
            foreach (var script in pending)
            {
                await ApplyAsync(connection, [script], cancellationToken);
            }
        }

        return await ReadAsync(connection, cancellationToken);
    }

    /// <summary>What the database has and lacks; changes nothing.</summary>
    /// <exception cref="ConfigurationException">The database has a changed script or one of a newer build.</exception>
    public async Task<MigrationStatus> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellationToken);
        return await ReadAsync(connection, cancellationToken);
    }

    private async Task ApplyAsync(
        NpgsqlConnection connection, IReadOnlyList<Migration> scripts, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, CreateTable, cancellationToken);
        foreach (var script in scripts)
        {
            await ExecuteAsync(connection, script.Sql, cancellationToken);
            await using var record = new NpgsqlCommand(
                "INSERT INTO schema_migration (number, name, checksum) VALUES ($1, $2, $3)", connection);
            record.Parameters.Add(new() { Value = script.Number });
            record.Parameters.Add(new() { Value = script.Name });
            record.Parameters.Add(new() { Value = script.Checksum });
            await record.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        foreach (var script in scripts)
        {
            Log.Applied(_logger, script.Name);
        }
    }

    private async Task<MigrationStatus> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = await AppliedAsync(connection, cancellationToken);
        foreach (var there in applied)
        {
            var ours = _scripts.FirstOrDefault(script => script.Number == there.Number)
                ?? throw new ConfigurationException(
                    $"The database has migration {there.Name}, which this build does not know: run a newer build.");
            if (ours.Checksum != there.Checksum)
            {
                throw new ConfigurationException(
                    $"Migration {there.Name} was applied to the database with other content than sql/{ours.Name}.sql has "
                    + "in this build: run the build that it belongs to; a change goes into a new script.");
            }
        }

        var known = applied.Select(there => there.Number).ToHashSet();
        return new MigrationStatus(
            applied, [.. _scripts.Where(script => !known.Contains(script.Number)).Select(script => script.Name)]);
    }

    private static async Task<List<AppliedMigration>> AppliedAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var exists = new NpgsqlCommand("SELECT to_regclass('schema_migration') IS NOT NULL", connection);
        List<AppliedMigration> applied = [];
        if (await exists.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return applied;
        }

        await using var select = new NpgsqlCommand(
            "SELECT number, name, checksum, applied_at FROM schema_migration ORDER BY number", connection);
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(new AppliedMigration(
                reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3)));
        }

        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private const string CreateTable =
        """
        CREATE TABLE IF NOT EXISTS schema_migration (
          number     integer NOT NULL PRIMARY KEY,
          name       text NOT NULL,
          checksum   text NOT NULL,
          applied_at timestamptz NOT NULL DEFAULT now())
        """;

    private static partial class Log
    {
        [LoggerMessage(2051, LogLevel.Information, "Applied migration {Name}")]
        public static partial void Applied(ILogger logger, string name);
    }
}
