using CuaRl.Adapters.Postgres.Connection;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Maintenance;

/// <summary>Looks for rows of trainings and tasks that belong to nothing: no key of the database holds them together.</summary>
public sealed class OrphanSearch(PostgresSources sources)
{
    private const int Shown = 5;

    // Each is one statement: what is made and deleted meanwhile is, from above or from below, in order.
    private static readonly (string What, string Ids)[] Kinds =
    [
        ("batches without a training",
            """
            SELECT b.id::text AS id FROM batch_record b
            WHERE NOT EXISTS (SELECT FROM training_record t WHERE t.service_id = b.service_id AND t.id = b.training_id)
            """),
        ("groups without a batch",
            """
            SELECT g.id::text AS id FROM group_record g
            WHERE NOT EXISTS (SELECT FROM batch_record b WHERE b.service_id = g.service_id AND b.id = g.batch_id)
            """),
        ("rollouts without a group",
            """
            SELECT r.id::text AS id FROM rollout_record r
            WHERE NOT EXISTS (SELECT FROM group_record g WHERE g.service_id = r.service_id AND g.id = r.group_id)
            """),
        ("attempts without a run",
            """
            SELECT r.id || ' attempt ' || a.place AS id FROM rollout_record r CROSS JOIN LATERAL json_elements(r.attempts::text) a
            WHERE NOT EXISTS (
              SELECT FROM run WHERE service_id = r.service_id AND id = plain_member(a.element, 'run_id')::uuid)
            """),
        ("annotations without a record",
            """
            SELECT a.id::text AS id FROM annotation a
            WHERE NOT EXISTS (
              SELECT FROM training_record r WHERE a.kind = 'training' AND r.service_id = a.service_id AND r.number = a.number
              UNION ALL
              SELECT FROM batch_record r
              WHERE r.source_type = a.kind AND r.service_id = a.service_id AND r.number = a.number
              UNION ALL
              SELECT FROM group_record r WHERE a.kind = 'group' AND r.service_id = a.service_id AND r.number = a.number
              UNION ALL
              SELECT FROM rollout_record r WHERE a.kind = 'rollout' AND r.service_id = a.service_id AND r.number = a.number
              UNION ALL
              SELECT FROM rollout_record r
              WHERE a.kind = 'environment' AND r.service_id = a.service_id AND r.number = a.number / 100
                AND a.number % 100 BETWEEN 1 AND r.attempt_count
              UNION ALL
              SELECT FROM device_number n JOIN device_record d ON d.service_id = n.service_id AND d.id = n.id
              WHERE a.kind = 'environment' AND n.service_id = a.service_id AND n.number = -a.number)
            """),
        ("status changes without a record",
            """
            SELECT e.kind || ' ' || e.record_id || ' change ' || e.id AS id FROM record_event e
            WHERE NOT EXISTS (
              SELECT FROM training_record r WHERE r.service_id = e.service_id AND r.id = e.record_id
              UNION ALL SELECT FROM batch_record r WHERE r.service_id = e.service_id AND r.id = e.record_id
              UNION ALL SELECT FROM group_record r WHERE r.service_id = e.service_id AND r.id = e.record_id
              UNION ALL SELECT FROM rollout_record r WHERE r.service_id = e.service_id AND r.id = e.record_id
              UNION ALL
              SELECT FROM device_number n JOIN device_record d ON d.service_id = n.service_id AND d.id = n.id
              WHERE e.kind = 'environment' AND n.service_id = e.service_id AND n.number = -e.number)
            """),
        ("validators without a task",
            """
            SELECT v.id::text AS id FROM validator v
            WHERE NOT EXISTS (SELECT FROM task t WHERE t.service_id = v.service_id AND t.id = v.task_id)
            """),
        ("reward layers without a training",
            """
            SELECT l.training_id || ' ' || l.name AS id
            FROM (SELECT service_id, training_id, name FROM reward_layer
                  UNION SELECT service_id, training_id, name FROM reward_layer_row) l
            WHERE NOT EXISTS (SELECT FROM training_record t WHERE t.service_id = l.service_id AND t.id = l.training_id)
            """),
    ];

    /// <summary>All kinds that there are rows of; none when all is well.</summary>
    public async Task<IReadOnlyList<Orphans>> FindAsync(CancellationToken cancellationToken)
    {
        await using var connection = await sources.Unpooled.OpenConnectionAsync(cancellationToken);
        List<Orphans> found = [];
        foreach (var (what, ids) in Kinds)
        {
            await using var command = new NpgsqlCommand(
                $"""
                WITH orphans AS MATERIALIZED ({ids})
                SELECT (SELECT count(*) FROM orphans), ARRAY(SELECT id FROM orphans ORDER BY id LIMIT {Shown})
                """, connection) { CommandTimeout = 0 };
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            if (reader.GetInt64(0) is > 0 and var rows)
            {
                found.Add(new Orphans(what, rows, reader.GetFieldValue<string[]>(1)));
            }
        }

        return found;
    }
}
