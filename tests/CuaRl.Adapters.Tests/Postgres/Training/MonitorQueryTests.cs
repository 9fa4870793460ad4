using CuaRl.TestKit.Postgres;
using Npgsql;

namespace CuaRl.Adapters.Tests.Postgres.Training;

/// <summary>
/// What the monitor of the original asks the tables: the columns of each route by name, with its joins and orders. Its text is not
/// kept here; what it reads is. The columns of whole rows are in <see cref="OriginalTablesTests"/>.
/// </summary>
public sealed class MonitorQueryTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly StoredTrainings _stored = new(database);

    [PostgresTheory]
    [InlineData("trainings", """
        SELECT id, run_name, log_path, model_name, status, progress_percent, current_step, total_steps, avg_turn_time,
          estimated_total_time, estimated_remaining_time, group_size, groups_per_batch, max_turns, config_json, start_time,
          end_time, last_heartbeat, created_at, updated_at
        FROM training ORDER BY coalesce(start_time, created_at) DESC
        """)]
    [InlineData("training", """
        SELECT id, run_name, log_path, model_name, lora_rank, learning_rate, batch_size, group_size, groups_per_batch, max_tokens,
          temperature, kl_penalty_coef, num_substeps, max_turns, seed, box_type, renderer_name, wandb_project, wandb_name, status,
          progress_percent, current_step, total_steps, current_phase, status_message, error_message, start_time, end_time,
          last_heartbeat, config_json, created_at, updated_at
        FROM training WHERE id = @training
        """)]
    [InlineData("progress of trainings", """
        SELECT t.id, count(r.id), sum(d.done) AS completed_turns,
          sum(CASE WHEN d.ended AND d.done > 0 THEN d.done ELSE d.most END) AS effective_turns,
          coalesce(t.avg_turn_time, sum(r.rollout_time) FILTER (WHERE r.status = 'completed')
            / nullif(sum(r.num_turns) FILTER (WHERE r.status = 'completed'), 0)) AS avg_turn_time
        FROM rollout r
        CROSS JOIN LATERAL (
          SELECT r.status IN ('completed', 'failed', 'cancelled') AS ended, coalesce(r.max_turns, 20) AS most,
            least(greatest(CASE WHEN r.status IN ('completed', 'failed', 'cancelled')
              THEN coalesce(r.num_turns, r.current_turn, 0) ELSE coalesce(r.current_turn, 0) END, 0),
              coalesce(r.max_turns, 20)) AS done) d
        LEFT JOIN step s ON s.id = r.step_id LEFT JOIN eval e ON e.id = r.eval_id LEFT JOIN baseline b ON b.id = r.baseline_id
        JOIN training t ON t.id = coalesce(s.training_id, e.training_id, b.training_id)
        GROUP BY t.id, t.avg_turn_time
        """)]
    [InlineData("expected", """
        SELECT t.id, (SELECT max(b.total_tasks) FROM baseline b WHERE b.training_id = t.id) AS baseline_tasks,
          t.total_steps * t.groups_per_batch * t.group_size AS step_rollouts,
          (SELECT count(*) FROM eval e WHERE e.training_id = t.id) AS evals,
          (SELECT min(e.total_tasks) FROM eval e WHERE e.training_id = t.id) AS eval_tasks, t.max_turns
        FROM training t WHERE t.id = @training
        """)]
    [InlineData("timeline", """
        SELECT * FROM (
          SELECT 'step' AS type, 'Step ' || step AS display_name, id, status, progress_percent, reward_mean, loss,
            num_trajectories, created_at FROM step WHERE training_id = @training
          UNION ALL
          SELECT 'eval', 'Eval @ Step ' || step, id, status, progress_percent, avg_reward, success_rate, successful_tasks,
            created_at FROM eval WHERE training_id = @training
          UNION ALL
          SELECT 'baseline', 'Baseline', id, status, progress_percent, avg_reward, success_rate, successful_tasks, created_at
          FROM baseline WHERE training_id = @training) t
        ORDER BY created_at
        """)]
    [InlineData("item", "SELECT s.*, t.max_turns FROM step s JOIN training t ON t.id = s.training_id WHERE s.id = @step")]
    [InlineData("baseline", "SELECT b.*, t.max_turns FROM baseline b JOIN training t ON t.id = b.training_id WHERE b.training_id = @training")]
    [InlineData("eval", "SELECT e.*, t.max_turns FROM eval e JOIN training t ON t.id = e.training_id WHERE e.training_id = @training")]
    [InlineData("groups of an item", """
        SELECT id, group_num, status, progress_percent, completed_rollouts, num_rollouts, reward_mean, reward_std, start_time,
          end_time, created_at, updated_at
        FROM "group" WHERE source_type = 'step' AND step_id = @step ORDER BY group_num
        """)]
    [InlineData("rollouts of an item", """
        SELECT r.id, r.rollout_id, r.task_id, t.name AS task_name, t.task_id AS task_key, r.status, r.task_success,
          r.validation_passed, r.num_turns, r.current_turn, r.reward, r.rollout_time, r.env_index, r.created_at,
          g.group_num AS group_number, g.status AS group_status
        FROM rollout r LEFT JOIN task t ON t.id = r.task_id LEFT JOIN "group" g ON g.id = r.group_id
        WHERE r.source_type = 'step' AND r.step_id = @step ORDER BY g.group_num, r.env_index
        """)]
    [InlineData("rollout", "SELECT r.* FROM rollout r WHERE r.id = @rollout")]
    [InlineData("validation of a rollout", "SELECT v.* FROM validation v WHERE v.rollout_id = @rollout AND v.success LIMIT 1")]
    [InlineData("environment of a rollout", "SELECT e.* FROM environment e JOIN rollout r ON r.env_id = e.id WHERE r.id = @rollout")]
    [InlineData("turns", """
        SELECT id, rollout_id, turn, start_time, end_time, turn_time, reward, episode_done, metrics_json, model_response, created_at
        FROM turn WHERE rollout_id = @rollout AND turn > 0 ORDER BY turn
        """)]
    [InlineData("actions of a turn", """
        SELECT * FROM action WHERE turn_id = @rollout::bigint * 1000000 + 10001 ORDER BY created_at
        """)]
    [InlineData("observations of a turn", """
        SELECT id, turn_id, obs_type, text_content, screenshot_uri, created_at FROM obs
        WHERE turn_id = @rollout::bigint * 1000000 + 10001 ORDER BY created_at
        """)]
    [InlineData("model input", """
        SELECT o.model_input_json, o.screenshot_uri FROM obs o JOIN turn t ON t.id = o.turn_id
        WHERE t.rollout_id = @rollout AND o.obs_type = 'screenshot_before' AND o.model_input_json IS NOT NULL
        ORDER BY o.created_at LIMIT 1
        """)]
    [InlineData("screenshot", """
        SELECT o.screenshot_uri, o.obs_type FROM obs o JOIN turn t ON t.id = o.turn_id
        WHERE o.id = @rollout::bigint * 10000000 + 100011 AND t.rollout_id = @rollout
        """)]
    public async Task Query_OfEachRoute_HasRows(string route, string sql)
    {
        var numbers = await RecordAsync(route);
        await using var command = database.Source.CreateCommand(Asked(sql, numbers));
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync(), $"{route} has no row.");
    }

    // The monitor's own override: what it writes to is computed from the rollout's record.
    [PostgresTheory]
    [InlineData("rollout", "UPDATE rollout SET validation_passed = true, updated_at = now() WHERE id = @rollout")]
    [InlineData("validation", "UPDATE validation SET success = true, details_json = '{}' WHERE rollout_id = @rollout")]
    public async Task Override_BySql_IsRefusedAndChangesNothing(string table, string sql)
    {
        var numbers = await RecordAsync($"override of {table}");
        var before = await RowsAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync(Asked(sql, numbers)));

        Assert.Equal(PostgresErrorCodes.ObjectNotInPrerequisiteState, refused.SqlState);
        Assert.Contains($"cannot update view \"{table}", refused.MessageText, StringComparison.Ordinal);
        Assert.Equal(before, await RowsAsync());

        Task<string> RowsAsync() => database.ScalarAsync<string>(Asked(
            $"SELECT string_agg(t::text, ';') FROM {table} t WHERE {(table == "rollout" ? "id" : "rollout_id")} = @rollout", numbers))!;
    }

    private static string Asked(string sql, (long Training, long Step, long Rollout) numbers) => sql
        .Replace("@training", $"{numbers.Training}", StringComparison.Ordinal)
        .Replace("@step", $"{numbers.Step}", StringComparison.Ordinal)
        .Replace("@rollout", $"{numbers.Rollout}", StringComparison.Ordinal);

    private async Task<(long Training, long Step, long Rollout)> RecordAsync(string name)
    {
        var training = await _stored.AddTrainingAsync(name);
        var step = await _stored.AddBatchAsync(training);
        await _stored.AddBatchAsync(training, "eval");
        await _stored.AddBatchAsync(training, "baseline");
        var rollout = await _stored.AddRolloutAsync(await _stored.AddGroupAsync(step), status: "running");
        rollout["validations"] = StoredTrainings.Parse(
            """{"of":[{"index":1,"source":"validator","success":true,"created_at":"2026-11-21T12:00:00+00:00"}]}""")["of"]!.DeepClone();
        await _stored.WriteAsync("rollout", rollout);
        await _stored.AddRunAsync(rollout, 1);
        await database.ExecuteAsync(
            $$$"""
            UPDATE run_state SET observation = '{"screenshot":"aa"}', extra_metadata = '{"messages":[]}',
              action = '{"model_response":"x","actions":[{"action_type":"tool_call","tool_name":"tap"}]}'
            WHERE run_id = '{{{rollout["attempts"]![0]!["run_id"]}}}'
            """);
        return ((long)training["number"]!, (long)step["number"]!, (long)rollout["number"]!);
    }
}
