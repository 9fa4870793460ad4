using CuaRl.Benchmarks.Service;
using Npgsql;

namespace CuaRl.Benchmarks.Record;

/// <summary>
/// Rollouts that have ended, written as records directly: copies of one that was really recorded, with their own places, ends
/// and rewards. The database's own triggers make the lists of them; their grains would not find them.
/// </summary>
internal static class StoredRollouts
{
    /// <summary>Where their numbers begin, far from those that the service gives.</summary>
    private const long FirstNumber = 1_000_000_000;

    // Of a hundred: 6 failed, 4 given up, the others completed, some of them masked.
    private const string PlanSql =
        """
        CREATE TEMP TABLE planned AS
        SELECT n, md5($1 || ' rollout ' || n)::uuid AS id, md5($1 || ' run ' || n)::uuid AS run_id, g.payload AS parent,
          (n % $3)::integer AS env_index, abs(hashtext($1 || n)) AS dice,
          '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 second' AS started
        FROM (
          SELECT payload, row_number() OVER (ORDER BY (payload ->> 'step')::int, (payload ->> 'group_num')::int) - 1 AS place
          FROM (SELECT convert_from(payloadbinary, 'UTF8')::jsonb AS payload FROM orleansstorage WHERE graintypestring = 'group') g
          WHERE payload ->> 'training_id' = $2) g
        CROSS JOIN LATERAL generate_series(g.place * $3, g.place * $3 + $3 - 1) n
        """;

    private const string RunsSql =
        """
        INSERT INTO orleansstorage (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring,
          serviceid, payloadbinary, modifiedon, version)
        SELECT hashtext(p.run_id::text), 0, 0, t.graintypehash, t.graintypestring, 'run:' || p.run_id, t.serviceid,
          convert_to((convert_from(t.payloadbinary, 'UTF8')::jsonb || jsonb_build_object('simulation_id', $2, 'created_at', p.started)
            - 'final_head')::text, 'UTF8'), now(), 1
        FROM planned p, orleansstorage t WHERE t.graintypestring = 'run' AND t.grainidextensionstring = 'run:' || $1
        """;

    private const string HeadsSql =
        "UPDATE run_head h SET head = 1 + dice % 15 FROM planned p WHERE h.run_id = p.run_id";

    private const string RolloutsSql =
        """
        INSERT INTO orleansstorage (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring,
          serviceid, payloadbinary, modifiedon, version)
        SELECT hashtext(p.id::text), 0, 0, t.graintypehash, t.graintypestring, 'rollout:' || p.id, t.serviceid,
          convert_to((jsonb_set(t.payload, '{attempts,0,run_id}', to_jsonb(p.run_id)) || inherited.members || jsonb_build_object(
            'id', p.id, 'number', $2 + p.n, 'group_id', p.parent -> 'id', 'group_number', p.parent -> 'number',
            'env_index', p.env_index, 'created_at', p.started, 'updated_at', p.started + interval '5 minutes',
            'start_time', p.started, 'end_time', p.started + interval '5 minutes', 'rollout_time', 60 + dice % 240)
            || CASE
              WHEN dice % 100 < 6 THEN jsonb_build_object('status', 'failed', 'reward', NULL, 'masked', true, 'validation_passed', NULL,
                'error_kind', CASE WHEN dice % 2 = 0 THEN 'device_lost' ELSE 'timeout' END)
              WHEN dice % 100 < 10 THEN jsonb_build_object('status', 'cancelled', 'reward', NULL, 'masked', true, 'validation_passed', NULL)
              ELSE jsonb_build_object('reward', (dice / 100 % 5) / 4.0, 'validation_passed', dice / 100 % 5 = 4) END)::text, 'UTF8'), now(), 1
        FROM planned p
        CROSS JOIN (
          SELECT s.*, convert_from(payloadbinary, 'UTF8')::jsonb AS payload FROM orleansstorage s
          WHERE graintypestring = 'rollout' AND grainidextensionstring = 'rollout:' || $1) t
        CROSS JOIN LATERAL (
          SELECT jsonb_object_agg(key, value) AS members FROM jsonb_each(p.parent)
          WHERE key IN ('training_id', 'training_number', 'batch_id', 'batch_number', 'source_type', 'step', 'model_path', 'group_num',
            'task_id', 'task_number', 'num_rollouts')) inherited
        """;

    /// <summary>Fills all groups of a training.</summary>
    /// <param name="service">The service.</param>
    /// <param name="training">The training; its groups are empty.</param>
    /// <param name="model">The rollout that was really recorded, and completed.</param>
    public static async Task WriteAsync(BenchService service, BenchTraining training, RolloutInfo model)
    {
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await RunAsync(PlanSql, training.Id, training.Id, (long)training.GroupSize);
        await RunAsync("ANALYZE planned");
        await RunAsync(RunsSql, model.Attempts[^1].RunId, training.Id);
        await RunAsync(HeadsSql);
        await RunAsync(RolloutsSql, model.Id, FirstNumber * training.Number);
        await RunAsync("DROP TABLE planned");
        await transaction.CommitAsync();

        async Task RunAsync(string sql, params object[] values)
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction) { CommandTimeout = 0 };
            foreach (var value in values)
            {
                command.Parameters.AddWithValue(value);
            }

            await command.ExecuteNonQueryAsync();
        }
    }
}
