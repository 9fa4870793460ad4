using System.Data;
using CuaRl.Adapters.Postgres.Commits;
using CuaRl.Grains.Ports;
using Npgsql;
using NpgsqlTypes;

namespace CuaRl.Adapters.Postgres.Journal;

/// <summary>Commits batches: one connection, its prepared statements, and the arrays that they send.</summary>
internal sealed class AppendCommand(NpgsqlDataSource source, JournalOptions options) : ICommitCommand
{
    /// <summary>The verdict, beside those that callers see, on an append whose turn comes after others of its batch.</summary>
    public const AppendVerdict Again = (AppendVerdict)6;

    private NpgsqlConnection? _connection;
    private NpgsqlBatch? _statements;

    /// <summary>What the next execution commits; its arrays are what the statements are bound to.</summary>
    public AppendBatch Batch { get; } = new(options);

    /// <summary>What became of each append of the batch, after an execution.</summary>
    public List<AppendOutcome> Outcomes { get; } = [];

    /// <inheritdoc />
    public string Content => $"{Batch.Items.Count} appends";

    /// <summary>An empty batch to fill, good until the next one.</summary>
    public AppendBatch Begin()
    {
        Batch.Clear();
        return Batch;
    }

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

            var statements = _statements ?? await PrepareAsync();
            Outcomes.Clear();
            await using var reader = await statements.ExecuteReaderAsync();
            await reader.NextResultAsync();
            while (await reader.ReadAsync())
            {
                Outcomes.Add(Outcome(reader));
            }

            // The end of the answer is the commit's.
            await reader.NextResultAsync();
        }
        catch
        {
            await DisposeAsync();
            throw;
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

    private async Task<NpgsqlBatch> PrepareAsync()
    {
        _connection = await source.OpenConnectionAsync();
        var (appends, states) = (Batch.Appends, Batch.States);
        var statements = new NpgsqlBatch(_connection);
        statements.BatchCommands.Add(Statement(
            AppendSql.Lock, Array(appends.RunIds, NpgsqlDbType.Uuid), Array(states.BlobHashes, NpgsqlDbType.Bytea)));
        statements.BatchCommands.Add(Statement(
            AppendSql.Append,
            Array(appends.RunIds, NpgsqlDbType.Uuid),
            Array(appends.ExpectedHeads, NpgsqlDbType.Bigint),
            Array(appends.Counts, NpgsqlDbType.Integer),
            Array(appends.Operations, NpgsqlDbType.Uuid),
            Array(appends.Hashes, NpgsqlDbType.Uuid),
            Array(appends.CreatedAt, NpgsqlDbType.TimestampTz),
            Array(appends.IsChained, NpgsqlDbType.Boolean),
            Array(appends.Offsets, NpgsqlDbType.Integer),
            Array(states.Appends, NpgsqlDbType.Integer),
            Array(states.Observations, NpgsqlDbType.Bytea),
            Array(states.Actions, NpgsqlDbType.Bytea),
            Array(states.Rewards, NpgsqlDbType.Double),
            Array(states.Done, NpgsqlDbType.Boolean),
            Array(states.Truncated, NpgsqlDbType.Boolean),
            Array(states.Infos, NpgsqlDbType.Bytea),
            Array(states.ExtraMetadata, NpgsqlDbType.Bytea),
            Array(states.StepNumbers, NpgsqlDbType.Bigint),
            Array(states.TokenIds.Values, NpgsqlDbType.Integer),
            Array(states.TokenIds.From, NpgsqlDbType.Integer),
            Array(states.TokenIds.To, NpgsqlDbType.Integer),
            Array(states.LogProbabilities.Values, NpgsqlDbType.Real),
            Array(states.LogProbabilities.From, NpgsqlDbType.Integer),
            Array(states.LogProbabilities.To, NpgsqlDbType.Integer),
            Array(states.Blobs, NpgsqlDbType.Text),
            Array(states.BlobAppends, NpgsqlDbType.Integer),
            Array(states.BlobHashes, NpgsqlDbType.Bytea)));
        await statements.PrepareAsync();
        return _statements = statements;
    }

    private static AppendOutcome Outcome(NpgsqlDataReader row)
    {
        var verdict = (AppendVerdict)row.GetInt32(0);
        return new AppendOutcome(
            verdict,
            row.GetInt64(1),
            row.GetFieldValue<DateTimeOffset>(2),
            verdict == AppendVerdict.NotActive ? StoredStatus.Parse(row.GetString(3)) : default,
            verdict == AppendVerdict.NoBlob ? row.GetString(4) : null);
    }

    private static NpgsqlBatchCommand Statement(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            statement.Parameters.Add(parameter);
        }

        return statement;
    }

    private static NpgsqlParameter<List<T>> Array<T>(List<T> values, NpgsqlDbType element) =>
        new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | element };
}
