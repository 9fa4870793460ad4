using CuaRl.TestKit.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace CuaRl.Benchmarks.Service;

/// <summary>What the service is held against: a table with the same columns and indexes, written without any service.</summary>
internal sealed class RawStates
{
    /// <summary>Rows in a transaction of <see cref="CopyAsync"/>.</summary>
    public const int Transaction = 2_048;

    private const int Runs = 64;

    /// <summary>States that would be one append: its first row carries the operation.</summary>
    private const int Append = 32;

    private const string Columns =
        """
        run_id, step, created_at, reward, step_number, operation, operation_hash, operation_count, done, truncated,
        observation, action, info, extra_metadata, token_ids, log_probabilities, blobs
        """;

    private readonly NpgsqlDataSource _source;
    private readonly Guid[] _runs = [.. Enumerable.Range(0, Runs).Select(_ => Guid.CreateVersion7())];
    private readonly int[] _steps = new int[Runs];
    private long _copied;

    private RawStates(NpgsqlDataSource source) => _source = source;

    public static async Task<RawStates> CreateAsync(PostgresDatabase database)
    {
        await database.ExecuteAsync("CREATE TABLE raw_state (LIKE run_state INCLUDING ALL)");
        return new RawStates(database.Source);
    }

    /// <summary>Binary COPY over one connection.</summary>
    public async Task CopyAsync(int transactions)
    {
        await using var connection = await _source.OpenConnectionAsync();
        for (var i = 0; i < transactions; i++)
        {
            await using var copy = await connection.BeginBinaryImportAsync($"COPY raw_state ({Columns}) FROM STDIN (FORMAT binary)");
            for (var row = 0; row < Transaction; row++)
            {
                await WriteAsync(copy, row / Append % Runs, row % Append == 0 ? Append : null);
            }

            await copy.CompleteAsync();
        }
    }

    /// <summary>Inserts one row in a transaction of its own.</summary>
    public async Task InsertAsync(NpgsqlConnection connection, int run)
    {
        await using var command = new NpgsqlCommand(
            $"INSERT INTO raw_state ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
            connection);
        var step = Interlocked.Increment(ref _steps[run]);
        var state = Samples.Usual[step % Samples.Usual.Length];
        Add(_runs[run], NpgsqlDbType.Uuid);
        Add((long)step, NpgsqlDbType.Bigint);
        Add(DateTimeOffset.UnixEpoch, NpgsqlDbType.TimestampTz);
        Add(state.Reward!.Value, NpgsqlDbType.Double);
        AddNull(NpgsqlDbType.Bigint);
        Add(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
        Add(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
        Add(1, NpgsqlDbType.Integer);
        Add(false, NpgsqlDbType.Boolean);
        Add(false, NpgsqlDbType.Boolean);
        Add(state.Observation.Utf8, NpgsqlDbType.Bytea);
        Add(state.Action!.Utf8, NpgsqlDbType.Bytea);
        Add(state.Info!.Utf8, NpgsqlDbType.Bytea);
        AddNull(NpgsqlDbType.Bytea);
        AddNull(NpgsqlDbType.Array | NpgsqlDbType.Integer);
        AddNull(NpgsqlDbType.Array | NpgsqlDbType.Real);
        AddNull(NpgsqlDbType.Array | NpgsqlDbType.Bytea);
        await command.ExecuteNonQueryAsync();

        void Add<T>(T value, NpgsqlDbType type) =>
            command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });

        void AddNull(NpgsqlDbType type) =>
            command.Parameters.Add(new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = type });
    }

    private async Task WriteAsync(NpgsqlBinaryImporter copy, int run, int? append)
    {
        var step = ++_steps[run];
        var state = Samples.Usual[(int)(_copied++ % Samples.Usual.Length)];
        await copy.StartRowAsync();
        await copy.WriteAsync(_runs[run], NpgsqlDbType.Uuid);
        await copy.WriteAsync((long)step, NpgsqlDbType.Bigint);
        await copy.WriteAsync(DateTimeOffset.UnixEpoch, NpgsqlDbType.TimestampTz);
        await copy.WriteAsync(state.Reward!.Value, NpgsqlDbType.Double);
        await copy.WriteNullAsync();
        if (append is { } count)
        {
            await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
            await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
            await copy.WriteAsync(count, NpgsqlDbType.Integer);
        }
        else
        {
            await copy.WriteNullAsync();
            await copy.WriteNullAsync();
            await copy.WriteNullAsync();
        }

        await copy.WriteAsync(false, NpgsqlDbType.Boolean);
        await copy.WriteAsync(false, NpgsqlDbType.Boolean);
        await copy.WriteAsync(state.Observation.Utf8, NpgsqlDbType.Bytea);
        await copy.WriteAsync(state.Action!.Utf8, NpgsqlDbType.Bytea);
        await copy.WriteAsync(state.Info!.Utf8, NpgsqlDbType.Bytea);
        await copy.WriteNullAsync();
        await copy.WriteNullAsync();
        await copy.WriteNullAsync();
        await copy.WriteNullAsync();
    }
}
