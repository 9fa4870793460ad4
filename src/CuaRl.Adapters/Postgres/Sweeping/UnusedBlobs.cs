using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.Core.Blobs;
using CuaRl.Core.Time;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Sweeping;

/// <summary>Deletes blobs that no state names and that nobody has sent for <see cref="BlobRules.Grace"/>.</summary>
internal sealed class UnusedBlobs(NpgsqlDataSource queries, WriteGate gate, TimeProvider time)
{
    private const int Page = 500;

    /// <summary>The most that one transaction deletes: a blob of 32 MiB is thousands of rows inside the server.</summary>
    private const int Batch = 20;

    private const string LookSql =
        """
        SELECT b.sha256, EXISTS (SELECT FROM run_state s WHERE s.blobs @> ARRAY[b.sha256])
        FROM (SELECT sha256 FROM blob WHERE sha256 > $1 AND touched_at < $2 ORDER BY sha256 LIMIT $3) b
        ORDER BY b.sha256
        """;

    // An append holds the blobs it names until it commits, so those that can be locked here have no append on the way.
    private const string LockSql =
        "SELECT sha256 FROM blob WHERE sha256 = ANY ($1) AND touched_at < $2 ORDER BY sha256 FOR UPDATE SKIP LOCKED";

    // A statement of its own: it sees the states that were committed before the locks were got.
    private const string DeleteSql =
        """
        DELETE FROM blob b
        WHERE b.sha256 = ANY ($1) AND NOT EXISTS (SELECT FROM run_state s WHERE s.blobs @> ARRAY[b.sha256])
        """;

    private readonly Reads _reads = new(queries, time);

    /// <summary>Deletes all there is to delete.</summary>
    /// <returns>How many.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var before = (time.GetUtcNow() - BlobRules.Grace).ToMicroseconds();
        byte[] last = [];
        var deleted = 0;
        while (true)
        {
            var found = await _reads.ListAsync(
                LookSql, parameters => parameters.With(last).With(before).With(Page),
                row => (Hash: row.GetFieldValue<byte[]>(0), IsNamed: row.GetBoolean(1)), cancellationToken);
            foreach (var batch in found.Where(blob => !blob.IsNamed).Select(blob => blob.Hash).Chunk(Batch))
            {
                deleted += await DeleteAsync(batch, before, cancellationToken);
            }

            if (found.Count < Page)
            {
                return deleted;
            }

            last = found[^1].Hash;
        }
    }

    /// <summary>Deletes those of some blobs that are still unused when nobody can name them any more.</summary>
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
        delete.Parameters.With(held.ToArray());
        var deleted = await delete.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return deleted;
    }
}
