using CuaRl.Adapters.Postgres.Journal;
using CuaRl.Core.Trees;
using CuaRl.Grains.Ports;
using Npgsql;

namespace CuaRl.Adapters.Postgres.ReadModel;

/// <summary>Runs from the tables that the database keeps in step with the grains' records, and from their heads.</summary>
internal sealed partial class RunIndex(NpgsqlDataSource queries, string serviceId, TimeProvider time) : IRunIndex
{
    // In the order of its index, from the index alone.
    private const string SegmentsSql =
        """
        SELECT id, start_run_id, start_step, status FROM run
        WHERE service_id = $1 AND simulation_id = $2 ORDER BY created_at, id
        """;

    private const string AncestorsSql =
        """
        WITH RECURSIVE up AS (
          SELECT id, start_run_id, start_step, status FROM run WHERE service_id = $1 AND id = ANY ($2)
          UNION
          SELECT r.id, r.start_run_id, r.start_step, r.status
          FROM up JOIN run r ON r.service_id = $1 AND r.id = up.start_run_id
        )
        SELECT id, start_run_id, start_step, status FROM up
        """;

    private const string AncestrySql =
        """
        WITH RECURSIVE up AS (
          SELECT id, start_run_id, start_step, status, 1 AS place FROM run WHERE service_id = $1 AND id = $2
          UNION ALL
          SELECT r.id, r.start_run_id, r.start_step, r.status, up.place + 1
          FROM up JOIN run r ON r.service_id = $1 AND r.id = up.start_run_id WHERE up.place < $3
        )
        SELECT id, start_run_id, start_step, status FROM up ORDER BY place
        """;

    private const string RunSql =
        $"""
        SELECT {RunRow.InfoColumns}
        FROM run r JOIN run_head h ON h.run_id = r.id WHERE r.service_id = $1 AND r.id = $2
        """;

    private const string NodesSql =
        """
        SELECT r.id, r.name, r.status, r.parent_run_id, r.start_run_id, r.start_step, h.head, r.total_reward, r.created_at
        FROM run r JOIN run_head h ON h.run_id = r.id
        WHERE r.service_id = $1 AND r.simulation_id = $2 AND NOT r.detached ORDER BY r.created_at, r.id
        """;

    private readonly Reads _reads = new(queries, time);

    public async Task<IReadOnlyList<Segment>> ListSegmentsAsync(string simulationId, CancellationToken cancellationToken)
    {
        var own = await _reads.ListAsync(
            SegmentsSql, parameters => parameters.With(serviceId).With(simulationId), ReadSegment, cancellationToken);
        var known = own.Select(segment => segment.RunId).ToHashSet();
        Guid[] missing = [.. own.Select(segment => segment.ParentId).OfType<Guid>().Where(id => !known.Contains(id)).Distinct()];
        if (missing.Length > 0)
        {
            var others = await _reads.ListAsync(
                AncestorsSql, parameters => parameters.With(serviceId).With(missing), ReadSegment, cancellationToken);
            own = [.. others.Where(segment => !known.Contains(segment.RunId)), .. own];
        }

        return SegmentOrder.ParentsFirst(own);
    }

    public async Task<IReadOnlyList<Segment>> ReadAncestryAsync(Guid runId, int limit, CancellationToken cancellationToken) =>
        await _reads.ListAsync(
            AncestrySql, parameters => parameters.With(serviceId).With(runId).With(limit), ReadSegment, cancellationToken);

    public async Task<RunInfo?> FindAsync(Guid runId, CancellationToken cancellationToken)
    {
        var found = await _reads.ListAsync(
            RunSql, parameters => parameters.With(serviceId).With(runId), RunRow.ReadInfo, cancellationToken);
        return found.SingleOrDefault();
    }

    public async Task<IReadOnlyList<RunTreeNode>> ListNodesAsync(string simulationId, CancellationToken cancellationToken) =>
        await _reads.ListAsync(
            NodesSql, parameters => parameters.With(serviceId).With(simulationId), RunRow.ReadNode, cancellationToken);

    private static Segment ReadSegment(NpgsqlDataReader reader)
    {
        var isRoot = reader.IsDBNull(1);
        return new Segment(
            reader.GetGuid(0),
            isRoot ? null : reader.GetGuid(1),
            isRoot ? -1 : reader.GetInt64(2),
            StoredStatus.Parse(reader.GetString(3)) == RunStatus.Pruned);
    }
}
