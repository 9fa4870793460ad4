using System.Collections.Immutable;
using Npgsql;

namespace CuaRl.Adapters.Postgres.ReadModel;

/// <summary>Lists of states. Those of pruned runs are gone, and a branch without states has none that could follow.</summary>
internal sealed partial class RunIndex
{
    private const string OwnChildSql =
        """
        SELECT '-infinity'::timestamptz AS created_at, h.run_id, $3 + 1 AS step
        FROM run_head h
        WHERE h.run_id = $2 AND h.status <> 'pruned' AND $3 BETWEEN h.first_step AND h.head - 1
          AND ('-infinity'::timestamptz, h.run_id) > ($4, $5)
        UNION ALL
        """;

    // A state outside simulations may carry runs of several. Either side of the comparison may be null: of none, and of all.
    private const string BranchChildrenSql =
        """
        SELECT c.created_at, c.id AS run_id, $3 + 1 AS step
        FROM run c JOIN run_head h ON h.run_id = c.id
        WHERE c.service_id = $1 AND c.start_run_id = $2 AND c.start_step = $3 AND (c.created_at, c.id) > ($4, $5)
          AND c.status <> 'pruned' AND h.head > c.start_step AND coalesce(c.simulation_id = $7, true)
        ORDER BY created_at, run_id LIMIT $6
        """;

    private const string LeavesSql =
        """
        SELECT r.created_at, r.id, h.head
        FROM run r JOIN run_head h ON h.run_id = r.id
        WHERE r.service_id = $1 AND (r.created_at, r.id) > ($2, $3) AND r.status <> 'pruned' AND h.head >= h.first_step
          AND NOT EXISTS (
            SELECT FROM run c JOIN run_head n ON n.run_id = c.id
            WHERE c.service_id = $1 AND c.start_run_id = r.id AND c.start_step = h.head
              AND c.status <> 'pruned' AND n.head > c.start_step)
        """;

    // The first comparison of ages follows from the second; an index can use it.
    private const string TerminalSql =
        """
        SELECT r.created_at, r.id, s.step
        FROM run r JOIN run_state s ON s.run_id = r.id AND s.done
        WHERE r.service_id = $1 AND r.created_at >= $2 AND (r.created_at, r.id, s.step) > ($2, $3, $5)
          AND r.status <> 'pruned'
        """;

    private const string DescendantsSql =
        """
        WITH RECURSIVE below AS (
          SELECT NULL::uuid AS parent, h.run_id AS id, $3 AS start_step, h.head, false AS is_run
          FROM run_head h WHERE h.run_id = $2 AND h.status <> 'pruned'
          UNION ALL
          SELECT b.id, c.id, c.start_step, h.head, NOT c.detached
          FROM below b
          JOIN run c ON c.service_id = $1 AND c.start_run_id = b.id AND c.start_step >= b.start_step
          JOIN run_head h ON h.run_id = c.id
          WHERE c.status <> 'pruned' AND coalesce(c.simulation_id = $4, true)
        ), grown AS (SELECT * FROM below WHERE head > start_step)
        SELECT (SELECT coalesce(sum(head - start_step), 0)::bigint FROM grown),
               (SELECT count(*) FROM grown g
                WHERE NOT EXISTS (SELECT FROM grown n WHERE n.parent = g.id AND n.start_step = g.head)),
               (SELECT count(*) FROM below WHERE is_run)
        """;

    public Task<StateIdPage> ListChildrenAsync(
        string? simulationId, StateId state, string? after, int limit, CancellationToken cancellationToken)
    {
        var cursor = StateCursor.Read(after);
        return ListStatesAsync(
            OwnChildSql + "\n" + BranchChildrenSql,
            parameters => parameters.With(serviceId).With(Guid.Parse(state.RunId)).With(state.Step)
                .WithInstant(cursor.CreatedAt).With(cursor.RunId).With(limit + 1).With(simulationId),
            limit,
            cancellationToken);
    }

    public Task<StateIdPage> ListLeavesAsync(
        string? simulationId, string? after, int limit, CancellationToken cancellationToken)
    {
        var cursor = StateCursor.Read(after);
        return ListStatesAsync(
            $"{LeavesSql} {Of(simulationId, "$5")} ORDER BY r.created_at, r.id LIMIT $4",
            parameters => Bind(parameters, cursor, limit).OfSimulation(simulationId),
            limit,
            cancellationToken);
    }

    public Task<StateIdPage> ListTerminalAsync(
        string? simulationId, string? after, int limit, CancellationToken cancellationToken)
    {
        var cursor = StateCursor.Read(after);
        return ListStatesAsync(
            $"{TerminalSql} {Of(simulationId, "$6")} ORDER BY r.created_at, r.id, s.step LIMIT $4",
            parameters => Bind(parameters, cursor, limit).With(cursor.Step).OfSimulation(simulationId),
            limit,
            cancellationToken);
    }

    public Task<DescendantCounts> CountDescendantsAsync(
        string? simulationId, StateId state, CancellationToken cancellationToken) =>
        _reads.RunAsync(
            DescendantsSql,
            parameters => parameters.With(serviceId).With(Guid.Parse(state.RunId)).With(state.Step).With(simulationId),
            async (reader, token) =>
            {
                await reader.ReadAsync(token);
                var states = reader.GetInt64(0);
                return new DescendantCounts(states, states == 0 ? 1 : reader.GetInt64(1), reader.GetInt64(2));
            },
            cancellationToken);

    private static string Of(string? simulationId, string parameter) =>
        simulationId is null ? "" : $"AND r.simulation_id = {parameter}";

    private NpgsqlParameterCollection Bind(NpgsqlParameterCollection parameters, StateCursor cursor, int limit) =>
        parameters.With(serviceId).WithInstant(cursor.CreatedAt).With(cursor.RunId).With(limit + 1);

    private async Task<StateIdPage> ListStatesAsync(
        string sql, Action<NpgsqlParameterCollection> bind, int limit, CancellationToken cancellationToken)
    {
        var found = await _reads.ListAsync(
            sql, bind, row => new StateCursor(row.GetInt64(0), row.GetGuid(1), row.GetInt64(2)), cancellationToken);
        var items = found.Take(limit).Select(row => new StateId(row.RunId.ToString(), row.Step)).ToImmutableArray();
        return new StateIdPage { Items = items, Next = found.Count > limit ? found[limit - 1].ToString() : null };
    }
}
