using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Training;

/// <summary>What a monitor of the original asks the tables, in our own words: the columns, joins and orders of its routes.</summary>
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
    [InlineData("progress of trainings", """
        SELECT t.id, count(r.id), sum(least(greatest(coalesce(r.num_turns, r.current_turn, 0), 0), coalesce(r.max_turns, 20))),
          sum(r.rollout_time) / nullif(sum(r.num_turns), 0)
        FROM rollout r
        LEFT JOIN step s ON s.id = r.step_id LEFT JOIN eval e ON e.id = r.eval_id LEFT JOIN baseline b ON b.id = r.baseline_id
        JOIN training t ON t.id = coalesce(s.training_id, e.training_id, b.training_id)
        WHERE r.status IN ('running', 'completed', 'failed', 'cancelled') GROUP BY t.id
        """)]
    [InlineData("expected", """
        SELECT training_id, max(total_tasks), min(total_tasks), count(*) FROM eval GROUP BY training_id
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
    [InlineData("rollout", """
        SELECT r.*, e.* FROM rollout r JOIN environment e ON e.id = r.env_id JOIN validation v ON v.rollout_id = r.id
        WHERE r.id = @rollout AND v.success
        """)]
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
        var training = await _stored.AddTrainingAsync(route);
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

        var asked = sql.Replace("@training", training["number"]!.ToString(), StringComparison.Ordinal)
            .Replace("@step", step["number"]!.ToString(), StringComparison.Ordinal)
            .Replace("@rollout", rollout["number"]!.ToString(), StringComparison.Ordinal);
        await using var command = database.Source.CreateCommand(asked);
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync(), $"{route} has no row.");
    }
}
