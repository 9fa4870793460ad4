using System.Security.Cryptography;
using CuaRl.Benchmarks.Service;
using Npgsql;
using NpgsqlTypes;

namespace CuaRl.Benchmarks.Record;

/// <summary>
/// What recorded turns are held against: the same bytes, by binary COPY over one connection, in tables with the same columns
/// and indexes.
/// </summary>
internal sealed class RawTurns
{
    /// <summary>Rows in a transaction; with a screenshot each they are 12.5 MiB.</summary>
    public const int Transaction = 256;

    private readonly NpgsqlDataSource _source;
    private readonly Guid[] _runs = [.. Enumerable.Range(0, RecordSizes.Rollouts).Select(_ => Guid.CreateVersion7())];
    private long _step;

    private RawTurns(NpgsqlDataSource source) => _source = source;

    public static async Task<RawTurns> CreateAsync(BenchService service)
    {
        await service.Database.ExecuteAsync(
            "CREATE TABLE raw_state (LIKE run_state INCLUDING ALL); CREATE TABLE raw_blob (LIKE blob INCLUDING ALL)");
        return new RawTurns(service.Database.Source);
    }

    /// <summary>The rows that turns of a rollout became, the last of them first.</summary>
    public async Task<RawRow[]> ReadAsync(string rolloutRunId, int count)
    {
        await using var command = _source.CreateCommand(
            """
            SELECT observation, action, info, extra_metadata FROM run_state WHERE run_id = $1 AND action IS NOT NULL
            ORDER BY step DESC LIMIT $2
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.Parse(rolloutRunId) });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        await using var reader = await command.ExecuteReaderAsync();
        List<RawRow> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(new RawRow(Bytes(0)!, Bytes(1), Bytes(2), Bytes(3)));
        }

        return [.. rows];

        byte[]? Bytes(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);
    }

    /// <summary>Stores turns, each with a picture of its own if there are pictures.</summary>
    public async Task CopyAsync(RawRow[] rows, int count, Screenshots? pictures)
    {
        await using var connection = await _source.OpenConnectionAsync();
        for (var left = count; left > 0; left -= Transaction)
        {
            var size = Math.Min(left, Transaction);
            byte[][] hashes = pictures is null ? [] : [.. Enumerable.Range(0, size).Select(_ => RandomNumberGenerator.GetBytes(32))];
            await using var transaction = await connection.BeginTransactionAsync();
            if (pictures is not null)
            {
                await CopyPicturesAsync(connection, hashes, pictures);
            }

            await CopyStatesAsync(connection, rows, size, hashes);
            await transaction.CommitAsync();
        }
    }

    private static async Task CopyPicturesAsync(NpgsqlConnection connection, byte[][] hashes, Screenshots pictures)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY raw_blob (sha256, media_type, size, created_at, touched_at, content) FROM STDIN (FORMAT binary)");
        foreach (var hash in hashes)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(hash, NpgsqlDbType.Bytea);
            await copy.WriteAsync("image/png", NpgsqlDbType.Text);
            await copy.WriteAsync((long)Screenshots.Size, NpgsqlDbType.Bigint);
            await copy.WriteAsync(DateTimeOffset.UnixEpoch, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(DateTimeOffset.UnixEpoch, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(pictures.Next(), NpgsqlDbType.Bytea);
        }

        await copy.CompleteAsync();
    }

    private async Task CopyStatesAsync(NpgsqlConnection connection, RawRow[] rows, int count, byte[][] hashes)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            COPY raw_state (run_id, step, created_at, operation, operation_hash, operation_count, done, truncated, observation,
              action, info, extra_metadata, blobs) FROM STDIN (FORMAT binary)
            """);
        for (var i = 0; i < count; i++)
        {
            var row = rows[_step % rows.Length];
            await copy.StartRowAsync();
            await copy.WriteAsync(_runs[_step % _runs.Length], NpgsqlDbType.Uuid);
            await copy.WriteAsync(_step++ / _runs.Length, NpgsqlDbType.Bigint);
            await copy.WriteAsync(DateTimeOffset.UnixEpoch, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
            await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
            await copy.WriteAsync(1, NpgsqlDbType.Integer);
            await copy.WriteAsync(false, NpgsqlDbType.Boolean);
            await copy.WriteAsync(false, NpgsqlDbType.Boolean);
            await copy.WriteAsync(row.Observation, NpgsqlDbType.Bytea);
            await WriteAsync(row.Action);
            await WriteAsync(row.Info);
            await WriteAsync(row.ExtraMetadata);
            if (hashes.Length > 0)
            {
                await copy.WriteAsync<byte[][]>([hashes[i]], NpgsqlDbType.Array | NpgsqlDbType.Bytea);
            }
            else
            {
                await copy.WriteNullAsync();
            }
        }

        await copy.CompleteAsync();

        Task WriteAsync(byte[]? value) => value is null ? copy.WriteNullAsync() : copy.WriteAsync(value, NpgsqlDbType.Bytea);
    }
}
