using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.Core.Time;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Sweeping;

/// <summary>Deletes the states of pruned runs, some at a time. What is left to do is found by looking.</summary>
internal sealed class PrunedStates(NpgsqlDataSource queries, WriteGate gate, string serviceId, TimeProvider time)
{
    /// <summary>The most states that one transaction deletes.</summary>
    public const int Batch = 2_000;

    private const int Page = 100;

    private const string LookSql =
        """
        SELECT h.run_id FROM run_head h JOIN run r ON r.service_id = $1 AND r.id = h.run_id
        WHERE h.status = 'pruned' AND h.run_id > $2 AND EXISTS (SELECT FROM run_state s WHERE s.run_id = h.run_id)
        ORDER BY h.run_id LIMIT $3
        """;

    // The head is held so that two silos do not work on one run. Blobs that the states named get their grace from now on.
    private const string DeleteSql =
        """
        WITH held AS MATERIALIZED (
          SELECT run_id FROM run_head WHERE run_id = $1 AND status = 'pruned' FOR UPDATE SKIP LOCKED
        ), doomed AS MATERIALIZED (
          SELECT s.run_id, s.step FROM run_state s
          WHERE s.run_id = (SELECT run_id FROM held) AND s.step > $2 ORDER BY s.step LIMIT $3
        ), gone AS (
          DELETE FROM run_state s USING doomed d WHERE s.run_id = d.run_id AND s.step = d.step RETURNING s.step, s.blobs
        ), freed AS (
          UPDATE blob SET touched_at = greatest(touched_at, $4) WHERE sha256 IN (SELECT unnest(blobs) FROM gone)
        )
        SELECT count(*), coalesce(max(step), 0) FROM gone
        """;

    private readonly Reads _reads = new(queries, time);

    /// <summary>Deletes all there is to delete.</summary>
    /// <returns>From how many runs, and how many states.</returns>
    public async Task<(int Runs, long States)> SweepAsync(CancellationToken cancellationToken)
    {
        var runs = 0;
        var states = 0L;
        var last = Guid.Empty;
        while (true)
        {
            var found = await _reads.ListAsync(
                LookSql, parameters => parameters.With(serviceId).With(last).With(Page), row => row.GetGuid(0),
                cancellationToken);
            foreach (var run in found)
            {
                var deleted = await DeleteAsync(run, cancellationToken);
                runs += deleted > 0 ? 1 : 0;
                states += deleted;
                last = run;
            }

            if (found.Count < Page)
            {
                return (runs, states);
            }
        }
    }

    private async Task<long> DeleteAsync(Guid run, CancellationToken cancellationToken)
    {
        var total = 0L;
        // Steps before it are gone, but their index entries are still there to be walked over.
        var last = -1L;
        while (true)
        {
            gate.ThrowIfClosed();
            await using var command = queries.CreateCommand(DeleteSql);
            command.Parameters.With(run).With(last).With(Batch).With(time.GetUtcNow().ToMicroseconds());
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            var deleted = reader.GetInt64(0);
            total += deleted;
            last = reader.GetInt64(1);
            if (deleted < Batch)
            {
                return total;
            }
        }
    }
}
