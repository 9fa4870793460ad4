using System.Data;
using CuaRl.Adapters.Postgres.Commits;
using CuaRl.Core.Time;
using CuaRl.Grains.Ports;
using Npgsql;
using NpgsqlTypes;

namespace CuaRl.Adapters.Postgres.Blobs;

/// <summary>Stores batches of blobs: one connection, its prepared statements, and the arrays that they send.</summary>
internal sealed class BlobCommand(NpgsqlDataSource source, BlobOptions options, TimeProvider time) : ICommitCommand
{
    // Without the contents: sent again is the common case, and 32 MiB are not sent to find that out. In the order of all who
    // lock blobs.
    private const string TouchSql =
        """
        WITH held AS MATERIALIZED (SELECT sha256 FROM blob WHERE sha256 = ANY ($1) ORDER BY sha256 FOR NO KEY UPDATE)
        UPDATE blob SET touched_at = greatest(touched_at, $2) FROM held WHERE blob.sha256 = held.sha256
        RETURNING blob.sha256, media_type, size, created_at, false
        """;

    // xmax is 0 in a row that this statement inserted. Unnested where it is selected, nothing is laid aside on the way.
    private const string InsertSql =
        """
        INSERT INTO blob (sha256, media_type, size, created_at, touched_at, content)
        SELECT sha256, media_type, length(content), $1, $1, content
        FROM (SELECT unnest($2::bytea[]) AS sha256, unnest($3::text[]) AS media_type, unnest($4::bytea[]) AS content) sent
        ON CONFLICT (sha256) DO UPDATE SET touched_at = greatest(blob.touched_at, excluded.touched_at)
        RETURNING sha256, media_type, size, created_at, xmax = 0
        """;

    private readonly List<byte[]> _asked = [];
    private readonly List<byte[]> _hashes = [];
    private readonly List<string> _mediaTypes = [];
    private readonly List<ReadOnlyMemory<byte>> _contents = [];
    private NpgsqlConnection? _connection;
    private (NpgsqlCommand Touch, NpgsqlCommand Insert)? _statements;

    /// <summary>What the next execution stores. Whose blob is stored is told so by it.</summary>
    public BlobBatch Batch { get; } = new(options);

    /// <inheritdoc />
    public string Content => $"{Batch.Items.Count} blobs";

    /// <inheritdoc />
    public async Task ExecuteAsync()
    {
        try
        {
            if (_connection is { State: not ConnectionState.Open })
            {
                // Between two commits it was found out that the server had ended it.
                await DisposeAsync();
            }

            var (touch, insert) = _statements ?? await PrepareAsync();
            var now = time.GetUtcNow().ToMicroseconds();
            Fill(_asked, Batch.Hashes);
            touch.Parameters[1].Value = now;
            var known = await RunAsync(touch);

            Fill(_hashes, _asked.Where(hash => !known.Contains(Convert.ToHexStringLower(hash))));
            if (_hashes.Count > 0)
            {
                insert.Parameters[0].Value = now;
                Fill(_mediaTypes, _hashes.Select(hash => Batch[hash].MediaType));
                Fill(_contents, _hashes.Select(hash => Batch[hash].Content));
                await RunAsync(insert);
            }
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
        finally
        {
            _contents.Clear();
        }
    }

    /// <summary>Gives the connection up; the next execution opens another.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            (_connection, _statements) = (null, null);
            await connection.DisposeAsync();
        }
    }

    /// <summary>Runs a statement, which is a transaction of its own, and answers those whose blobs it gives.</summary>
    private async Task<HashSet<string>> RunAsync(NpgsqlCommand statement)
    {
        List<(BlobInfo Blob, bool IsNew)> stored = [];
        await using (var reader = await statement.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                stored.Add((BlobStore.ReadInfo(reader), reader.GetBoolean(4)));
            }
        }

        // The end of the answer was the commit's.
        foreach (var (blob, isNew) in stored)
        {
            Batch.Answer(Convert.FromHexString(blob.Sha256), blob, isNew);
        }

        return [.. stored.Select(row => row.Blob.Sha256)];
    }

    private async Task<(NpgsqlCommand Touch, NpgsqlCommand Insert)> PrepareAsync()
    {
        _connection = await source.OpenConnectionAsync();
        var touch = new NpgsqlCommand(TouchSql, _connection) { Parameters = { Array(_asked, NpgsqlDbType.Bytea), Instant() } };
        var insert = new NpgsqlCommand(InsertSql, _connection)
        {
            Parameters =
            {
                Instant(), Array(_hashes, NpgsqlDbType.Bytea), Array(_mediaTypes, NpgsqlDbType.Text),
                Array(_contents, NpgsqlDbType.Bytea),
            },
        };
        await touch.PrepareAsync();
        await insert.PrepareAsync();
        _statements = (touch, insert);
        return (touch, insert);
    }

    private static void Fill<T>(List<T> list, IEnumerable<T> values)
    {
        list.Clear();
        list.AddRange(values);
    }

    private static NpgsqlParameter Instant() => new() { NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private static NpgsqlParameter<List<T>> Array<T>(List<T> values, NpgsqlDbType element) =>
        new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element };
}
