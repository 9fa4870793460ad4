using CuaRl.Adapters.Postgres.Training;
using CuaRl.TestKit.Postgres;
using Npgsql;

namespace CuaRl.Adapters.Tests.Postgres.Training;

/// <summary>How 100,000 rollouts are found: never by reading them all.</summary>
public sealed class RolloutPlanTests(RolloutPlanTests.ManyRollouts many) : IClassFixture<RolloutPlanTests.ManyRollouts>
{
    private const string Training = "00000000-0000-4000-8000-000000000001";

    [PostgresTheory]
    [InlineData("training", null)]
    [InlineData("status", null)]
    [InlineData("task", null)]
    [InlineData("reward", null)]
    [InlineData("error", null)]
    [InlineData("time", null)]
    [InlineData("batch", "b7")]
    [InlineData("group", "g7")]
    public async Task FirstPageAndCount_OfEachFilter_ReadAnIndexAlone(string filter, string? part)
    {
        var id = part is null ? null : await many.Database.ScalarAsync<string>($"SELECT md5('{part}')::uuid::text");
        var query = filter switch
        {
            "status" => new RolloutQuery { TrainingId = Training, Status = RolloutStatus.Failed },
            "task" => new RolloutQuery { TrainingId = Training, TaskId = "t3" },
            "reward" => new RolloutQuery { TrainingId = Training, MinReward = 0.4, MaxReward = 0.5 },
            "error" => new RolloutQuery { TrainingId = Training, ErrorKind = "infra" },
            "time" => new RolloutQuery { TrainingId = Training, StartedFrom = new DateTimeOffset(2026, 11, 21, 13, 0, 0, default) },
            "batch" => new RolloutQuery { TrainingId = Training, BatchId = id },
            "group" => new RolloutQuery { TrainingId = Training, GroupId = id },
            _ => new RolloutQuery { TrainingId = Training },
        };
        var condition = new RolloutFilter(query, StoredTrainings.Service);

        var count = await PlanAsync($"SELECT count(*) FROM {condition.Table} WHERE {condition.Sql}", condition);
        var page = await PlanAsync(
            $"SELECT id FROM {condition.Table} WHERE {condition.Sql} ORDER BY created_at DESC, id DESC LIMIT 101", condition);

        var index = part is null ? "Index Only Scan using rollout_brief_by_training" : $"rollout_record_by_{filter}";
        Assert.Contains(index, count, StringComparison.Ordinal);
        Assert.Contains(index.Replace("Scan using", "Scan Backward using", StringComparison.Ordinal), page, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on rollout_", count + page, StringComparison.Ordinal);
    }

    [PostgresTheory]
    [InlineData("SELECT * FROM rollout WHERE id = 77", "rollout_record_by_number")]
    [InlineData("SELECT * FROM rollout WHERE step_id = 7", "rollout_record_by_step")]
    [InlineData("SELECT * FROM rollout WHERE group_id = 7", "rollout_record_by_group")]
    [InlineData("SELECT * FROM environment WHERE id = 7701", "rollout_record_by_environment")]
    [InlineData("SELECT * FROM validation WHERE rollout_id = 77", "rollout_record_by_number")]
    [InlineData("SELECT * FROM turn WHERE rollout_id = 77 AND turn > 0 ORDER BY turn", "run_state_pkey")]
    [InlineData("SELECT * FROM obs WHERE rollout_id = 77 AND turn_id = 77010001", "run_state_pkey")]
    [InlineData("SELECT * FROM status_history WHERE entity_type = 'rollout' AND entity_id = 77", "record_event_by_record")]
    public async Task Views_AskedByAnId_UseItsIndex(string sql, string index)
    {
        var plan = await PlanAsync(sql, null);

        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on rollout_record", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on run_state", plan, StringComparison.Ordinal);
    }

    // What triggers look up by its key must not be sought through all rows of the service once the table has grown.
    [PostgresTheory]
    [InlineData("simulation")]
    [InlineData("run")]
    [InlineData("training_record")]
    [InlineData("batch_record")]
    [InlineData("group_record")]
    [InlineData("rollout_record")]
    [InlineData("rollout_brief")]
    public async Task LookUpByKey_PlannedWhileTheTableIsEmpty_UsesTheKey(string table)
    {
        var fresh = new PostgresDatabase();
        await fresh.InitializeAsync();
        try
        {
            var id = table == "simulation" ? "text" : "uuid";
            await using var connection = await fresh.Source.OpenConnectionAsync();
            await using var prepare = new NpgsqlCommand(
                "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; "
                + $"PREPARE look_up (text, {id}) AS SELECT * FROM {table} WHERE service_id = $1 AND id = $2", connection);
            await prepare.ExecuteNonQueryAsync();
            await using var explain = new NpgsqlCommand(
                $"EXPLAIN (COSTS OFF) EXECUTE look_up ('', '{Guid.Empty}')", connection);

            Assert.Contains($"{table}_pkey", (string)(await explain.ExecuteScalarAsync())!, StringComparison.Ordinal);
        }
        finally
        {
            await fresh.DisposeAsync();
        }
    }

    private async Task<string> PlanAsync(string sql, RolloutFilter? filter)
    {
        await using var command = many.Database.Source.CreateCommand($"EXPLAIN (COSTS OFF) {sql}");
        filter?.Bind(command.Parameters);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> lines = [];
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);
    }

    /// <summary>One training of 200 steps with 100,000 rollouts, among others, as a day later.</summary>
    public sealed class ManyRollouts : IAsyncLifetime
    {
        public PostgresDatabase Database { get; } = new();

        public async Task InitializeAsync()
        {
            await Database.InitializeAsync();
            await Database.ExecuteAsync(
                $"""
                INSERT INTO group_record (service_id, id, number, training_id, source_type, batch_id, group_num)
                SELECT 'svc', md5('g' || g)::uuid, g, '{Training}', 'step', md5('b' || g / 31)::uuid, g % 31
                FROM generate_series(0, 6249) g;
                INSERT INTO rollout_record (service_id, id, number, training_id, batch_id, step_id, group_id, group_number,
                  source_type, task_id, status, reward, error_kind, start_time, created_at, attempts, attempt_count, run_id,
                  validations, errors, max_turns)
                SELECT 'svc', md5('r' || r)::uuid, r, '{Training}', md5('b' || r / 496)::uuid, r / 496, md5('g' || r / 16)::uuid,
                  r / 16, 'step', 't' || r / 16 % 30, CASE r % 50 WHEN 0 THEN 'failed' ELSE 'completed' END, random(),
                  CASE r % 50 WHEN 0 THEN 'infra' END, timestamptz '2026-11-21 12:00:00+00' + r * interval '0.1 second',
                  timestamptz '2026-11-21 12:00:00+00' + r * interval '0.1 second',
                  to_json(repeat('as long as attempts are', 20)), 1, md5('run' || r)::uuid,
                  to_json(repeat('and judgements', 20)), '[]', 20
                FROM generate_series(0, 99999) r;
                INSERT INTO rollout_brief
                SELECT service_id, id, training_id, source_type, task_id, status, error_kind, reward, start_time, created_at
                FROM rollout_record;
                INSERT INTO rollout_brief
                SELECT service_id, md5(other || id::text)::uuid, md5('another training' || other)::uuid, source_type, task_id, status,
                  error_kind, reward, start_time, created_at
                FROM rollout_brief, generate_series(1, 3) other;
                INSERT INTO run_head (run_id, head, first_step, status)
                SELECT md5('run' || r)::uuid, 12, 0, 'completed' FROM generate_series(0, 99999) r;
                INSERT INTO run_state (run_id, step, created_at, done, truncated, observation)
                SELECT md5('run' || r)::uuid, s, now(), false, false, '' FROM generate_series(0, 999) r, generate_series(0, 12) s;
                INSERT INTO record_event (service_id, kind, number, record_id, new_status, changed_at)
                SELECT 'svc', 'rollout', r, md5('r' || r)::uuid, 'pending', now() FROM generate_series(0, 9999) r;
                """);
            // Each outside a transaction.
            foreach (var table in new[] { "group_record", "rollout_record", "rollout_brief", "run_head", "run_state", "record_event" })
            {
                await Database.ExecuteAsync($"VACUUM ANALYZE {table}");
            }
        }

        public Task DisposeAsync() => Database.DisposeAsync();
    }
}
