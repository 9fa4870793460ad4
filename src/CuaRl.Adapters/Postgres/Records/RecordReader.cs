using CuaRl.Adapters.Postgres.Commits;
using CuaRl.Adapters.Postgres.Errors;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace CuaRl.Adapters.Postgres.Records;

/// <summary>Reads records. What is asked for while others are on their way is read together: a thousand grains that wake up wait for a few statements.</summary>
internal sealed class RecordReader(
    NpgsqlDataSource source, WriteGate gate, string serviceId, RecordOptions options, TimeProvider time)
{
    /// <summary>
    /// What ReadFromStorageKey does, for many records at once. The limit, which there is no need of, keeps each record a
    /// look-up of its own: of a join, a plan made when the table was empty reads all of it for as long as nobody analyzes it.
    /// </summary>
    private const string ReadSql =
        """
        SELECT a.n, s.payloadbinary, s.version
        FROM unnest($1::integer[], $2::integer[], $3::text[], $4::text[]) WITH ORDINALITY AS a (id_hash, type_hash, type, id, n)
        CROSS JOIN LATERAL (
          SELECT payloadbinary, version FROM orleansstorage
          WHERE grainidhash = a.id_hash AND graintypehash = a.type_hash AND grainidn0 = 0 AND grainidn1 = 0
            AND graintypestring = a.type AND serviceid = $5 AND grainidextensionstring = a.id
          LIMIT 1) s
        """;

    private readonly ReadRetry _retry = new(time);
    private readonly Lock _lock = new();
    private readonly Queue<RecordRead> _waiting = new();
    private int _running;

    /// <summary>The record of a key; null where there is none.</summary>
    public Task<StoredRecord?> ReadAsync(RecordKey key)
    {
        var item = new RecordRead(key);
        lock (_lock)
        {
            _waiting.Enqueue(item);
            if (_running == options.Readers)
            {
                return item.Task;
            }

            _running++;
        }

        // Not where the caller runs, nor in its context: a grain's turn is no place for what others wait for.
        using (ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(RunAsync);
        }

        return item.Task;
    }

    private async Task RunAsync()
    {
        while (Next() is { } batch)
        {
            try
            {
                gate.ThrowIfClosed();
                var reading = _retry.RunAsync(token => ExecuteAsync(batch, token), CancellationToken.None);
                if (!await reading.EndsWithinAsync(options.Patience, time))
                {
                    // It is left to its own limit: to cancel a statement of a server that stands still can stand still, too.
                    throw new StorageUnavailableException("it does not answer");
                }

                var records = await reading;
                for (var i = 0; i < batch.Length; i++)
                {
                    batch[i].SetResult(records[i]);
                }
            }
            catch (Exception error)
            {
                // The loop's edge: whatever it was, those who wait must hear of it, and the next batch is another try.
                // Each hears it by an error of its own.
                foreach (var item in batch)
                {
                    item.SetException(error is StorageUnavailableException away
                        ? new StorageUnavailableException(away.Cause)
                        : PostgresErrors.Translate(error) ?? error);
                }
            }
        }
    }

    /// <summary>What waits; null when nothing does, and whoever asked ends.</summary>
    private RecordRead[]? Next()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                _running--;
                return null;
            }

            var batch = new RecordRead[Math.Min(_waiting.Count, options.BatchRecords)];
            for (var i = 0; i < batch.Length; i++)
            {
                batch[i] = _waiting.Dequeue();
            }

            return batch;
        }
    }

    private async Task<StoredRecord?[]> ExecuteAsync(RecordRead[] batch, CancellationToken cancellationToken)
    {
        var records = new StoredRecord?[batch.Length];
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(ReadSql, connection)
        {
            Parameters =
            {
                Array(batch, read => read.Key.IdHash, NpgsqlDbType.Integer),
                Array(batch, read => read.Key.TypeHash, NpgsqlDbType.Integer),
                Array(batch, read => read.Key.Type, NpgsqlDbType.Text),
                Array(batch, read => read.Key.Id, NpgsqlDbType.Text),
                new NpgsqlParameter<string> { TypedValue = serviceId, NpgsqlDbType = NpgsqlDbType.Text },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            records[reader.GetInt64(0) - 1] = new StoredRecord(
                await reader.IsDBNullAsync(1, cancellationToken) ? null : reader.GetFieldValue<byte[]>(1),
                await reader.IsDBNullAsync(2, cancellationToken) ? null : reader.GetInt32(2));
        }

        // The lock may have been lost with the connection that was tried first; a service that takes it again reads again.
        gate.ThrowIfClosed();
        return records;
    }

    private static NpgsqlParameter<T[]> Array<T>(RecordRead[] batch, Func<RecordRead, T> value, NpgsqlDbType element) =>
        new() { TypedValue = System.Array.ConvertAll(batch, read => value(read)), NpgsqlDbType = NpgsqlDbType.Array | element };
}
