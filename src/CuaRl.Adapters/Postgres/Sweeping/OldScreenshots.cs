using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.Core.Time;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Sweeping;

/// <summary>
/// Deletes screenshots that are older than they are to be kept and that nothing but old states of ended trainings names. That they
/// were there stays known, for those who read such a state.
/// </summary>
/// <param name="queries">The database.</param>
/// <param name="gate">Whether this process may write.</param>
/// <param name="serviceId">The service whose trainings are looked at; what another one names is left.</param>
/// <param name="age">How long they are kept; null for ever.</param>
/// <param name="time">The clock.</param>
internal sealed class OldScreenshots(NpgsqlDataSource queries, WriteGate gate, string serviceId, TimeSpan? age, TimeProvider time)
{
    private const int Page = 500;
    private const int Batch = 20;

    private const string LookSql =
        """
        SELECT b.sha256, b.media_type LIKE 'image/%' AND is_expirable($4, b.sha256, $2)
        FROM (SELECT sha256, media_type FROM blob WHERE sha256 > $1 AND touched_at < $2 ORDER BY sha256 LIMIT $3) b
        ORDER BY b.sha256
        """;

    // As for unused blobs: what an append on the way names cannot be locked, and the next statement sees what committed before.
    private const string LockSql =
        "SELECT sha256 FROM blob WHERE sha256 = ANY ($1) AND touched_at < $2 ORDER BY sha256 FOR UPDATE SKIP LOCKED";

    private const string DeleteSql =
        """
        WITH gone AS (
          DELETE FROM blob WHERE sha256 = ANY ($1) AND is_expirable($2, sha256, $3)
          RETURNING sha256, media_type, size, created_at
        )
        INSERT INTO expired_blob (sha256, media_type, size, created_at, expired_at)
        SELECT sha256, media_type, size, created_at, $4 FROM gone
        ON CONFLICT (sha256) DO UPDATE SET expired_at = excluded.expired_at
        """;

    private const string ForgetSql =
        "DELETE FROM expired_blob e WHERE NOT EXISTS (SELECT FROM run_state s WHERE s.blobs @> ARRAY[e.sha256])";

    private readonly Reads _reads = new(queries, time);

    /// <summary>Deletes all there is to delete.</summary>
    /// <returns>How many.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        if (age is not { } kept)
        {
            return 0;
        }

        var before = (time.GetUtcNow() - kept).ToMicroseconds();
        byte[] last = [];
        var deleted = 0;
        while (true)
        {
            var found = await _reads.ListAsync(
                LookSql, parameters => parameters.With(last).With(before).With(Page).With(serviceId),
                row => (Hash: row.GetFieldValue<byte[]>(0), IsOld: row.GetBoolean(1)), cancellationToken);
            foreach (var batch in found.Where(blob => blob.IsOld).Select(blob => blob.Hash).Chunk(Batch))
            {
                deleted += await DeleteAsync(batch, before, cancellationToken);
            }

            if (found.Count < Page)
            {
                await ForgetAsync(cancellationToken);
                return deleted;
            }

            last = found[^1].Hash;
        }
    }

    /// <summary>Deletes those of some screenshots that may still go when nobody can name them any more.</summary>
    internal async Task<int> DeleteAsync(byte[][] hashes, DateTimeOffset before, CancellationToken cancellationToken)
    {
        gate.ThrowIfClosed();
        await using var connection = await queries.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        List<byte[]> held = [];
        await using (var hold = new NpgsqlCommand(LockSql, connection, transaction))
        {
            hold.Parameters.With(hashes).With(before);
            await using var reader = await hold.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                held.Add(reader.GetFieldValue<byte[]>(0));
            }
        }

        await using var delete = new NpgsqlCommand(DeleteSql, connection, transaction);
        delete.Parameters.With(held.ToArray()).With(serviceId).With(before).With(time.GetUtcNow().ToMicroseconds());
        var deleted = await delete.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return deleted;
    }

    /// <summary>Nobody asks for what no state names any more.</summary>
    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        gate.ThrowIfClosed();
        await using var command = queries.CreateCommand(ForgetSql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
