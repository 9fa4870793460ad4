using System.Data;
using System.IO.Compression;
using System.Text.Json;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.Migrations;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Maintenance;

/// <summary>
/// Backs the database up into one zip file and restores it: a manifest, and each table in PostgreSQL's binary COPY form.
/// It needs no programs of PostgreSQL, and goes from one server version to another.
/// </summary>
public sealed class DatabaseBackup(PostgresSources sources, TimeProvider time, ILoggerFactory loggers)
{
    private const string ManifestEntry = "manifest.json";

    /// <summary>Writes a consistent snapshot, while the service runs or not, and gives the number of tables.</summary>
    /// <exception cref="ConfigurationException">The file is there already or cannot be written.</exception>
    public async Task<int> BackupAsync(string file, CancellationToken cancellationToken)
    {
        var unfinished = file + ".unfinished";
        try
        {
            if (File.Exists(file))
            {
                throw new ConfigurationException($"{file} exists; give the backup another name.");
            }

            await using var stream = new FileStream(unfinished, new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            var tables = await WriteAsync(stream, cancellationToken);
            stream.Flush(flushToDisk: true);
            await stream.DisposeAsync();
            File.Move(unfinished, file);
            return tables;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{file} cannot be written: {error.Message}", error);
        }
        finally
        {
            if (File.Exists(unfinished))
            {
                File.Delete(unfinished);
            }
        }
    }

    /// <summary>
    /// Replaces the database's content by a backup's, in one transaction. A database without tables gets those of the
    /// backup's version first and is brought to this build's afterwards.
    /// </summary>
    /// <exception cref="ConfigurationException">It is no backup, of another version than the tables, or a silo runs.</exception>
    public async Task RestoreAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var archive = await ZipFile.OpenReadAsync(file, cancellationToken);
            var manifest = await ReadManifestAsync(archive, file, cancellationToken);
            await using var alone = await MaintenanceLock.TakeAsync(sources, cancellationToken);
            await PrepareTablesAsync(manifest, file, cancellationToken);
            await using (var transaction = await alone.Connection.BeginTransactionAsync(cancellationToken))
            {
                await LoadAsync(alone.Connection, archive, manifest, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }

            await Runner().MigrateAsync(cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ConfigurationException($"{file} cannot be read as a backup: {error.Message}", error);
        }
    }

    private async Task<int> WriteAsync(FileStream stream, CancellationToken cancellationToken)
    {
        await using var connection = await sources.Unpooled.OpenConnectionAsync(cancellationToken);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var applied = (await Runner().ReadAsync(cancellationToken)).Applied;
        if (applied.Count == 0)
        {
            throw new ConfigurationException("The database has none of the service's tables: there is nothing to back up.");
        }

        var manifest = new BackupManifest
        {
            Format = BackupManifest.CurrentFormat,
            CreatedAt = time.GetUtcNow(),
            Server = connection.PostgreSqlVersion.ToString(),
            Migrations = [.. applied.Select(script => new BackupMigration(script.Name, script.Checksum))],
            Tables = await StoredTable.ListAsync(connection, cancellationToken),
            Sequences = (await ReadSequencesAsync(connection, cancellationToken))
                .Where(sequence => sequence.Value is not null)
                .ToDictionary(sequence => sequence.Key, sequence => sequence.Value!.Value),
        };
        await using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        await using (var entry = await archive.CreateEntry(ManifestEntry).OpenAsync(cancellationToken))
        {
            await JsonSerializer.SerializeAsync(entry, manifest, BackupContext.Default.BackupManifest, cancellationToken);
        }

        foreach (var table in manifest.Tables)
        {
            await using var entry = await archive.CreateEntry(EntryOf(table), CompressionLevel.Fastest).OpenAsync(cancellationToken);
            await using var rows = await connection.BeginRawBinaryCopyAsync(
                $"COPY {table.Name} ({string.Join(", ", table.Columns)}) TO STDOUT (FORMAT binary)", cancellationToken);
            await rows.CopyToAsync(entry, cancellationToken);
        }

        return manifest.Tables.Count;
    }

    private static async Task LoadAsync(
        NpgsqlConnection connection, ZipArchive archive, BackupManifest manifest, CancellationToken cancellationToken)
    {
        // Names from a file go into statements: only those of tables that are there may.
        var known = (await StoredTable.ListAsync(connection, cancellationToken)).ToDictionary(table => table.Name);
        if (manifest.Tables.FirstOrDefault(table => !known.TryGetValue(table.Name, out var there)
            || table.Columns.Except(there.Columns).Any()) is { } strange)
        {
            throw new InvalidDataException($"it holds a table or column that the database has not: {strange.Name}");
        }

        var names = string.Join(", ", manifest.Tables.Select(table => table.Name));
        await ExecuteAsync(connection, $"TRUNCATE {names}", cancellationToken);
        foreach (var table in manifest.Tables)
        {
            // The tables that triggers would write are in the backup themselves.
            await ExecuteAsync(connection, $"ALTER TABLE {table.Name} DISABLE TRIGGER USER", cancellationToken);
            var entry = archive.GetEntry(EntryOf(table))
                ?? throw new InvalidDataException($"it holds no rows of {table.Name}");
            await using (var rows = await entry.OpenAsync(cancellationToken))
            await using (var into = await connection.BeginRawBinaryCopyAsync(
                $"COPY {table.Name} ({string.Join(", ", table.Columns)}) FROM STDIN (FORMAT binary)", cancellationToken))
            {
                await rows.CopyToAsync(into, cancellationToken);
            }

            await ExecuteAsync(connection, $"ALTER TABLE {table.Name} ENABLE TRIGGER USER", cancellationToken);
        }

        var counters = await ReadSequencesAsync(connection, cancellationToken);
        foreach (var (sequence, value) in manifest.Sequences)
        {
            if (!counters.ContainsKey(sequence))
            {
                throw new InvalidDataException($"it holds a sequence that the database has not: {sequence}");
            }

            await using var command = new NpgsqlCommand("SELECT setval($1::regclass, $2)", connection);
            command.Parameters.Add(new() { Value = sequence });
            command.Parameters.Add(new() { Value = value });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private async Task PrepareTablesAsync(BackupManifest manifest, string file, CancellationToken cancellationToken)
    {
        var known = MigrationScripts.All.ToDictionary(script => script.Name);
        if (manifest.Migrations.FirstOrDefault(script =>
            !known.TryGetValue(script.Name, out var ours) || ours.Checksum != script.Checksum) is { } strange)
        {
            throw new ConfigurationException(
                $"{file} comes from a build with another migration {strange.Name}: restore it with that build or a newer one.");
        }

        var wanted = manifest.Migrations.Select(script => script.Name).ToHashSet();
        var there = (await Runner().ReadAsync(cancellationToken)).Applied;
        if (there.Count == 0)
        {
            var scripts = MigrationScripts.All.Where(script => wanted.Contains(script.Name)).ToList();
            await new MigrationRunner(sources.Unpooled, loggers.CreateLogger<MigrationRunner>(), scripts)
                .MigrateAsync(cancellationToken);
        }
        else if (!wanted.SetEquals(there.Select(script => script.Name)))
        {
            throw new ConfigurationException(
                $"{file} has the tables of {manifest.Migrations[^1].Name}, the database those of {there[^1].Name}: restore it "
                + "into an empty database, such as the private server of another --data folder.");
        }
    }

    private static async Task<BackupManifest> ReadManifestAsync(
        ZipArchive archive, string file, CancellationToken cancellationToken)
    {
        if (archive.GetEntry(ManifestEntry) is not { } entry)
        {
            throw new ConfigurationException($"{file} is no backup of this service: it has no manifest.");
        }

        try
        {
            await using var stream = await entry.OpenAsync(cancellationToken);
            return await JsonSerializer.DeserializeAsync(stream, BackupContext.Default.BackupManifest, cancellationToken)
                is { Format: BackupManifest.CurrentFormat, Migrations.Count: > 0, Tables.Count: > 0 } manifest
                ? manifest
                : throw new ConfigurationException($"{file} is a backup of a form that this build does not know.");
        }
        catch (JsonException error)
        {
            throw new ConfigurationException($"{file} is no backup of this service: {error.Message}", error);
        }
    }

    private static async Task<Dictionary<string, long?>> ReadSequencesAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT quote_ident(s.relname), pg_sequence_last_value(s.oid)
            FROM stored_table t
            JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = quote_ident(t.name)::regclass
              AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
            JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
            """, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        Dictionary<string, long?> sequences = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            sequences.Add(
                reader.GetString(0), await reader.IsDBNullAsync(1, cancellationToken) ? null : reader.GetInt64(1));
        }

        return sequences;
    }

    private MigrationRunner Runner() => new(sources.Unpooled, loggers.CreateLogger<MigrationRunner>());

    private static string EntryOf(StoredTable table) => $"tables/{table.Name}.copy";

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
