using System.Runtime.CompilerServices;
using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.Grains.Ports;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Training;

/// <summary>Rollouts, and what they add up to.</summary>
internal sealed partial class TrainingIndex
{
    /// <summary>Groups whose rollouts are read at once.</summary>
    private const int FactGroups = 200;

    private const string PlacesSql = "SELECT g.number FROM group_record g";

    private const string FactsSql =
        $"""
        SELECT {RolloutRow.FactColumns} FROM {RolloutRow.Tables}
        WHERE r.service_id = $1 AND r.group_number = ANY ($2)
        ORDER BY array_position($2, r.group_number), r.env_index, r.id
        """;

    // As the original counts: a rollout that ended early with a turn at least was all that it would be; of one that went on from another
    // one its own turns count. Group by group, so that
    // no plan can pair all groups with all rollouts, whatever is known of the tables when it is made; only what is under way is
    // looked up in the journal.
    private const string TallySql =
        """
        SELECT g.batch_id, g.id, g.num_rollouts, t.rollouts, t.completed, t.turns, t.expected, g.max_turns,
          t.timed_seconds, t.timed_turns
        FROM group_record g
        CROSS JOIN LATERAL (
          SELECT count(*)::integer AS rollouts,
            (count(*) FILTER (WHERE r.status = 'completed'))::integer AS completed, coalesce(sum(done), 0)::bigint AS turns,
            coalesce(sum(CASE WHEN ended AND done > 0 THEN done ELSE most END), 0)::bigint AS expected,
            coalesce(sum(r.rollout_time) FILTER (WHERE timed), 0) AS timed_seconds,
            coalesce(sum(s.turns) FILTER (WHERE timed), 0)::bigint AS timed_turns
          FROM rollout_record r
          LEFT JOIN run_head h ON h.run_id = CASE WHEN r.num_turns IS NULL THEN r.run_id END
          CROSS JOIN LATERAL (
            SELECT r.status IN ('completed', 'failed', 'cancelled') AS ended,
              greatest(coalesce(r.num_turns, h.head, 0), 0)::integer - coalesce(r.branch_turn, 0) AS turns,
              r.max_turns - coalesce(r.branch_turn, 0) AS most) s
          CROSS JOIN LATERAL (
            SELECT least(s.turns, s.most) AS done,
              r.status = 'completed' AND s.turns > 0 AND r.rollout_time > 0 AS timed) d
          WHERE r.group_number = g.number) t
        """;

    private const string TokensSql =
        """
        SELECT coalesce(sum(cardinality(s.token_ids)), 0)::bigint
        FROM rollout_record r JOIN run_state s ON s.run_id = r.run_id
        WHERE r.service_id = $1 AND r.training_id = $2 AND r.batch_id = $3 AND r.status = 'completed'
        """;

    public async Task<RolloutPage> ListRolloutsAsync(RolloutQuery query, CancellationToken cancellationToken)
    {
        var cursor = Newest.Read(query.After);
        var filter = new RolloutFilter(query, serviceId);
        var page = await _reads.ListAsync(
            $"""
            SELECT {RolloutRow.SummaryColumns}
            FROM (
              SELECT id FROM {filter.Table} WHERE {filter.Sql} AND (created_at, id) < ({filter.Next(0)}, {filter.Next(1)})
              ORDER BY created_at DESC, id DESC LIMIT {filter.Next(2)}) k
            JOIN rollout_record r ON r.service_id = $1 AND r.id = k.id LEFT JOIN run_head h ON h.run_id = r.run_id
            ORDER BY r.created_at DESC, r.id DESC
            """,
            parameters => filter.Bind(parameters).WithInstant(cursor.CreatedAt).With(cursor.Id).With(query.Limit + 1),
            reader => (Rollout: RolloutRow.ReadSummary(reader), CreatedAt: reader.GetInt64(0)),
            cancellationToken);
        var last = page.Count > query.Limit ? page[query.Limit - 1] : default;
        return new RolloutPage
        {
            Items = [.. page.Take(query.Limit).Select(row => row.Rollout)],
            Next = last.Rollout is null ? null : new Newest(last.CreatedAt, Guid.Parse(last.Rollout.Id)).ToString(),
            Total = query.CountsAll ? await CountAsync(filter, cancellationToken) : null,
        };
    }

    public async IAsyncEnumerable<RolloutFacts> ReadFactsAsync(
        Guid trainingId, Guid? batchId, Guid? groupId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (scope, id) = Scope(trainingId, batchId, groupId);
        var groups = await _reads.ListAsync(
            $"{PlacesSql} {scope}", parameters => parameters.With(serviceId).With(id), reader => reader.GetInt64(0), cancellationToken);
        foreach (var some in groups.Chunk(FactGroups))
        {
            var facts = await _reads.ListAsync(
                FactsSql, parameters => parameters.With(serviceId).With(some), RolloutRow.ReadFacts, cancellationToken);
            foreach (var fact in facts)
            {
                yield return fact;
            }
        }
    }

    public async Task<IReadOnlyList<GroupTally>> TallyAsync(
        Guid trainingId, Guid? batchId, Guid? groupId, CancellationToken cancellationToken)
    {
        var (scope, id) = Scope(trainingId, batchId, groupId);
        return await _reads.ListAsync(
            $"{TallySql} {scope}",
            parameters => parameters.With(serviceId).With(id),
            reader => new GroupTally(
                reader.GetGuid(0), reader.GetGuid(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4),
                reader.GetInt64(5), reader.GetInt64(6), reader.GetInt32(7), reader.GetDouble(8), reader.GetInt64(9)),
            cancellationToken);
    }

    public Task<long> CountTokensAsync(Guid trainingId, Guid batchId, CancellationToken cancellationToken) =>
        ReadNumberAsync(
            TokensSql, parameters => parameters.With(serviceId).With(trainingId).With(batchId), cancellationToken);

    private Task<long> CountAsync(RolloutFilter filter, CancellationToken cancellationToken) =>
        ReadNumberAsync(
            $"SELECT count(*) FROM {filter.Table} WHERE {filter.Sql}", parameters => filter.Bind(parameters), cancellationToken);

    private async Task<long> ReadNumberAsync(
        string sql, Action<NpgsqlParameterCollection> bind, CancellationToken cancellationToken)
    {
        var found = await _reads.ListAsync(sql, bind, reader => reader.GetInt64(0), cancellationToken);
        return found[0];
    }

    /// <summary>Groups by the narrowest that is given, in order. Each has an index of its own, which a condition for all three would use none of.</summary>
    private static (string Sql, Guid Id) Scope(Guid trainingId, Guid? batchId, Guid? groupId)
    {
        var (column, id) = groupId is { } group ? ("id", group) : batchId is { } batch ? ("batch_id", batch) : ("training_id", trainingId);
        return ($"WHERE g.service_id = $1 AND g.{column} = $2 ORDER BY g.source_type, g.step, g.group_num, g.id", id);
    }
}
