using System.Data;
using CuaRl.Adapters.Postgres.Errors;
using Npgsql;
using NpgsqlTypes;

namespace CuaRl.Adapters.Postgres.Records;

/// <summary>Commits batches of records: one connection, its prepared statement, and the arrays that it sends.</summary>
internal sealed class RecordCommand(NpgsqlDataSource source, string serviceId, RecordOptions options, TimeProvider time)
    : IAsyncDisposable
{
    /// <summary>
    /// What WriteToStorageKey does, for many records at once: with a version a compare-and-set, without one an insert that
    /// gives way to a row that is there. No row comes back from a conflict, which costs the others nothing.
    /// </summary>
    private const string WriteSql =
        """
        WITH asked AS MATERIALIZED (
          SELECT * FROM unnest($1::integer[], $2::integer[], $3::text[], $4::text[], $5::integer[], $6::bytea[])
            WITH ORDINALITY AS a (id_hash, type_hash, type, id, version, payload, n)
        ), updated AS (
          UPDATE orleansstorage s SET payloadbinary = a.payload, modifiedon = now(), version = s.version + 1
          FROM asked a
          WHERE s.grainidhash = a.id_hash AND s.graintypehash = a.type_hash AND s.grainidn0 = 0 AND s.grainidn1 = 0
            AND s.graintypestring = a.type AND s.serviceid = $7 AND s.grainidextensionstring = a.id AND s.version = a.version
          RETURNING a.n, s.version
        ), inserted AS (
          INSERT INTO orleansstorage (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring,
            grainidextensionstring, serviceid, payloadbinary, modifiedon, version)
          SELECT id_hash, 0, 0, type_hash, type, id, $7, payload, now(), 1 FROM asked WHERE version IS NULL ORDER BY n
          ON CONFLICT DO NOTHING
          RETURNING graintypestring, grainidextensionstring, version
        )
        SELECT n, version FROM updated
        UNION ALL
        SELECT a.n, i.version FROM inserted i JOIN asked a ON a.type = i.graintypestring AND a.id = i.grainidextensionstring
        """;

    /// <summary>
    /// A plan is kept for as long as nobody analyzes its tables, and one that was made when they were empty reads all of them.
    /// So plans, those of the triggers too, are made anew at the first commits of a connection, each time after this many
    /// times as many, while the tables may still have grown by as much.
    /// </summary>
    private const int Growth = 2;

    private const int LastReplan = 1 << 16;

    /// <summary>After so long without a commit the server may have been restarted, which must not cost the next one.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    private NpgsqlConnection? _connection;
    private NpgsqlCommand? _statement;
    private int _commits;
    private int _nextReplan;
    private DateTimeOffset _lastCommit;
    private volatile bool _isGivenUp;

    /// <summary>What the next execution commits; its arrays are what the statement is bound to.</summary>
    public RecordBatch Batch { get; } = new(options);

    /// <summary>Commits the batch, whole or not at all.</summary>
    /// <returns>The new version of each record; null where another version is stored.</returns>
    public async Task<int?[]> ExecuteAsync()
    {
        try
        {
            if (_connection is { } connection && !await IsAliveAsync(connection))
            {
                await DisposeAsync();
            }

            var statement = _statement ?? await PrepareAsync();
            if (++_commits == _nextReplan && _nextReplan <= LastReplan)
            {
                _nextReplan *= Growth;
                await RunAsync("DISCARD PLANS", _connection!);
            }

            if (_isGivenUp)
            {
                throw new StorageUnavailableException("it did not answer in time");
            }

            var versions = new int?[Batch.Items.Count];
            await using var reader = await statement.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                versions[reader.GetInt64(0) - 1] = reader.GetInt32(1);
            }

            // The end of the answer is the commit's.
            await reader.NextResultAsync();
            _lastCommit = time.GetUtcNow();
            return versions;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Nobody waits for the execution under way any more: what it did not send yet is not sent.</summary>
    public void GiveUp() => _isGivenUp = true;

    /// <summary>Gives the connection up; the next execution opens another.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            (_connection, _statement) = (null, null);
            await connection.DisposeAsync();
        }
    }

    /// <summary>Whether the connection still leads to the server, found out before anything that matters is sent over it.</summary>
    private async Task<bool> IsAliveAsync(NpgsqlConnection connection)
    {
        if (connection.State != ConnectionState.Open)
        {
            return false;
        }

        if (time.GetUtcNow() - _lastCommit < Rest)
        {
            return true;
        }

        try
        {
            await RunAsync("SELECT 1", connection);
            return true;
        }
        catch (Exception error) when (PostgresErrors.Translate(error) is StorageUnavailableException)
        {
            return false;
        }
    }

    private static async Task RunAsync(string sql, NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<NpgsqlCommand> PrepareAsync()
    {
        _connection = await source.OpenConnectionAsync();
        _lastCommit = time.GetUtcNow();
        var statement = new NpgsqlCommand(WriteSql, _connection)
        {
            Parameters =
            {
                Array(Batch.IdHashes, NpgsqlDbType.Integer),
                Array(Batch.TypeHashes, NpgsqlDbType.Integer),
                Array(Batch.Types, NpgsqlDbType.Text),
                Array(Batch.Ids, NpgsqlDbType.Text),
                Array(Batch.Versions, NpgsqlDbType.Integer),
                Array(Batch.Payloads, NpgsqlDbType.Bytea),
                new NpgsqlParameter<string> { TypedValue = serviceId, NpgsqlDbType = NpgsqlDbType.Text },
            },
        };
        await statement.PrepareAsync();
        (_commits, _nextReplan) = (0, Growth);
        return _statement = statement;
    }

    private static NpgsqlParameter<List<T>> Array<T>(List<T> values, NpgsqlDbType element) =>
        new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element };
}
