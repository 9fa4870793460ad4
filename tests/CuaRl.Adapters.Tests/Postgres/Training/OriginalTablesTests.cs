using System.Text.Json.Nodes;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Training;

public sealed class OriginalTablesTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const string Estimates = "avg_turn_time estimated_total_time estimated_remaining_time created_at updated_at";

    private readonly StoredTrainings _stored = new(database);

    [PostgresTheory]
    [InlineData("training", "id run_name log_path model_name lora_rank learning_rate batch_size group_size groups_per_batch max_tokens temperature kl_penalty_coef num_substeps max_turns seed box_type renderer_name wandb_project wandb_name status progress_percent current_step total_steps current_phase status_message error_message start_time end_time last_heartbeat config_json " + Estimates)]
    [InlineData("baseline", "id training_id model_path status progress_percent current_task_index total_tasks completed_tasks current_phase status_message error_message start_time end_time eval_time success_rate avg_reward avg_turns successful_tasks metrics_json " + Estimates)]
    [InlineData("eval", "id training_id step model_path status progress_percent current_task_index total_tasks completed_tasks current_phase status_message error_message start_time end_time eval_time success_rate avg_reward avg_turns successful_tasks metrics_json " + Estimates)]
    [InlineData("task", "id task_id name description difficulty category max_steps validation_type validation_query expected_result tags prerequisites app_name source_type created_at updated_at")]
    [InlineData("validator", "id task_id validator_type validation_query validation_method config_json created_at")]
    [InlineData("step", "id training_id step batch status progress_percent current_phase rollout_progress training_progress status_message error_message start_time end_time rollout_start_time rollout_end_time training_start_time training_end_time learning_rate model_path checkpoint_path loss kl_divergence policy_gradient_norm reward_mean reward_std num_trajectories num_tokens metrics_json " + Estimates)]
    [InlineData("group", "id step_id eval_id baseline_id group_num batch source_type status progress_percent current_phase status_message error_message start_time end_time num_rollouts completed_rollouts reward_mean reward_std success_count metrics_json " + Estimates)]
    [InlineData("rollout", "id source_type step_id eval_id baseline_id group_id env_id rollout_id batch group_num env_index task_id model_path is_eval status progress_percent current_phase current_turn status_message error_message start_time end_time env_creation_time agent_init_time task_start_time task_end_time validation_time rollout_time task_completed task_success agent_reported_success validation_passed num_turns max_turns reward temperature num_total_actions consecutive_repeated_actions parse_errors tool_name_errors tool_arg_errors runtime_errors ran_out_of_turns attempted_completion turn_first_success turn_task_completed errors summary_json trajectory_path trajectory_data_json created_at updated_at")]
    [InlineData("turn", "id rollout_id turn start_time end_time turn_time reward episode_done metrics_json model_response created_at")]
    [InlineData("action", "id turn_id action_type tool_name tool_args tokens logprobs num_tokens created_at")]
    [InlineData("obs", "id turn_id obs_type screenshot_uri text_content model_input_json created_at")]
    [InlineData("validation", "id rollout_id validator_id validation_time validation_query expected_result actual_result success execution_time error_message details_json created_at")]
    [InlineData("environment", "id env_type status gbox_id box_type creation_time termination_time status_message error_message config_json created_at updated_at")]
    [InlineData("status_history", "id entity_type entity_id old_status new_status progress_percent status_message metadata_json changed_at created_at")]
    public async Task Columns_OfEachTable_AreTheOriginalsFirst(string table, string columns)
    {
        var there = await database.ScalarAsync<string>(
            $"""
            SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute
            WHERE attrelid = quote_ident('{table}')::regclass AND attnum > 0
            """);

        Assert.StartsWith(columns, there, StringComparison.Ordinal);
        // Ids are whole numbers.
        Assert.Equal(
            "bigint", await database.ScalarAsync<string>(
                $"SELECT format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = quote_ident('{table}')::regclass AND attname = 'id'"));
    }

    [PostgresFact]
    public async Task Golden_RecordsInTheViews_AreWhatTheOriginalHolds()
    {
        foreach (var (kind, payload) in new[]
            {
                ("training", GoldenRecords.Training), ("batch", GoldenRecords.Batch), ("group", GoldenRecords.Group),
                ("rollout", GoldenRecords.Rollout),
            })
        {
            await _stored.WriteAsync(kind, StoredTrainings.Parse(payload));
        }

        await RowAsync(
            "1|golden|training|12.5|1.50|15|5|0.7",
            """
            SELECT id, run_name, current_phase, progress_percent, config_json::json -> 'a', config_json::json ->> 'max_turns',
              config_json::json ->> 'eval_every', temperature FROM training WHERE id = 1
            """);
        await RowAsync(
            """2|1|3|old|cp|0.5|0.25|1|{"completed_groups" : 1, "total_groups" : 3, "completed_envs" : 1, "total_envs" : 12}|2""",
            """
            SELECT id, training_id, batch, model_path, checkpoint_path, reward_mean, reward_std, num_trajectories,
              rollout_progress, training_progress::json ->> 'total_substeps' FROM step WHERE training_id = 1
            """);
        await RowAsync(
            "3|2|1|0.75|0.5|3|4",
            """SELECT id, step_id, group_num, reward_mean, reward_std, success_count, completed_rollouts FROM "group" WHERE step_id = 2""");
        await RowAsync(
            "4|402|3|5|f|100|2|2|t|t|0.75|3|00000000-0000-4000-8000-000000000004",
            """
            SELECT id, env_id, group_id, task_id, is_eval, progress_percent, current_turn, num_turns, task_success,
              validation_passed, reward, batch, rollout_id FROM rollout WHERE step_id = 2
            """);
        await RowAsync(
            """402|gbox|terminated|b2|linux|2026-11-21 12:00:08|{"expiresIn":"60m"}|4|2""",
            """
            SELECT id, env_type, status, gbox_id, box_type, termination_time AT TIME ZONE 'UTC', config_json, rollout_id, attempt
            FROM environment WHERE id = 402
            """);
        await RowAsync("401|error|b1", "SELECT id, status, gbox_id FROM environment WHERE id = 401");
        await RowAsync(
            """402 t , 401 f {"command":"settings"}""",
            """
            SELECT string_agg(concat_ws(' ', id, success, coalesce(details_json, '')), ', ')
            FROM (SELECT * FROM validation WHERE rollout_id = 4) v
            """);
    }

    [PostgresFact]
    public async Task Rollout_UnderWay_IsAsFarAsItsRun()
    {
        var group = await _stored.AddGroupAsync(await _stored.AddBatchAsync(await _stored.AddTrainingAsync("live"), "eval"));
        var rollout = await _stored.AddRolloutAsync(group, status: "running");
        await _stored.AddRunAsync(rollout, 5);

        const string Sql = "SELECT is_eval, eval_id IS NOT NULL, current_turn, progress_percent FROM rollout WHERE id = ";
        await RowAsync("t|t|5|25", Sql + rollout["number"]);
        rollout["status"] = "failed";
        await _stored.WriteAsync("rollout", rollout);
        await RowAsync("t|t|5|100", Sql + rollout["number"]);
    }

    [PostgresFact]
    public async Task Turns_OfTheLastAttempt_AreTurnsActionsAndObservations()
    {
        var rollout = await _stored.AddRolloutAsync(
            await _stored.AddGroupAsync(await _stored.AddBatchAsync(await _stored.AddTrainingAsync("turns"))), status: "running");
        rollout["attempts"]!.AsArray().Add((JsonNode)StoredTrainings.Attempt(2));
        await _stored.WriteAsync("rollout", rollout);
        await _stored.AddRunAsync(rollout, 3);
        await _stored.AddRunAsync(rollout, 1, attempt: 2);
        await database.ExecuteAsync(
            $$$"""
            UPDATE run_state SET
              observation = CASE step WHEN 0 THEN '{"text":"go","screenshot":"aa"}' ELSE '{"text":"\u0000!","screenshot":"bb"}' END::bytea,
              action = CASE WHEN step > 0 THEN '{"model_response":"I tap","actions":[{"action_type":"tool_call","tool_name":"tap",
                "tool_args":{"x":1.50}},{"action_type":"tool_call","first_token":1,"num_tokens":2,"result":"ok"}]}'::bytea END,
              info = CASE WHEN step > 0 THEN '{"stage_timings":{"s":1},"turn_time":2.5,"start_time":"2026-11-21T12:00:00Z"}'::bytea END,
              extra_metadata = CASE WHEN step > 0 THEN '[{"role":"user"}]'::bytea END,
              token_ids = CASE WHEN step > 0 THEN '{7,8,9}'::integer[] END,
              log_probabilities = CASE WHEN step > 0 THEN '{-0.5,-1,-2}'::real[] END
            WHERE run_id = '{{{rollout["attempts"]![1]!["run_id"]}}}'
            """.Replace("\\u0000", "\\\\u0000", StringComparison.Ordinal));
        var number = (long)rollout["number"]!;
        var turn = (((number * 100) + 2) * 10000) + 1;

        await RowAsync(
            $$$"""{{{turn - 1}}} 0, {{{turn}}} 1 {"stage_timings":{"s":1}} I tap 2.5 2026-11-21 12:00:02.5""",
            $"""
            SELECT string_agg(concat_ws(' ', id, turn, metrics_json, model_response, turn_time,
              CASE WHEN turn > 0 THEN end_time AT TIME ZONE 'UTC' END), ', ' ORDER BY turn) FROM turn WHERE rollout_id = {number}
            """);
        await RowAsync(
            $$"""{{turn * 100}} tap {"x":1.50} [7,8,9] [-0.5,-1,-2] 3, {{(turn * 100) + 1}} [8,9] [-1,-2] 2 ok""",
            $"""
            SELECT string_agg(concat_ws(' ', id, tool_name, tool_args, tokens, logprobs, num_tokens, result), ', ' ORDER BY created_at)
            FROM action WHERE turn_id = {turn}
            """);
        await RowAsync(
            $$"""
            {{(turn * 10) - 9}} screenshot_after /api/v1/blobs/aa, {{(turn * 10) - 7}} text go, {{turn * 10}} screenshot_before /api/v1/blobs/aa [{"role":"user"}], {{(turn * 10) + 1}} screenshot_after /api/v1/blobs/bb, {{(turn * 10) + 2}} model_response I tap, {{(turn * 10) + 3}} text �!
            """,
            $"""
            SELECT string_agg(concat_ws(' ', id, obs_type, screenshot_uri, text_content, model_input_json), ', ' ORDER BY id)
            FROM obs WHERE rollout_id = {number}
            """);
        await RowAsync(
            $$"""/api/v1/rollouts/{{rollout["id"]}}/turns|1|1|[{"role":"user"}]|[7,8,9]|[-0.5,-1,-2]|1|1.50|ok""",
            $$"""
            SELECT trajectory_path, json_array_length(data -> 'training_data'), data #> '{training_data,0,turn}',
              data #> '{training_data,0,observation}', data #> '{training_data,0,action_tokens}',
              data #> '{training_data,0,action_logprobs}', turn -> 'turn_num', turn #> '{action_results,0,tool_args,x}',
              turn #>> '{action_results,1,result}'
            FROM rollout, LATERAL (SELECT trajectory_data_json::json) d (data),
              LATERAL (SELECT data #> '{execution_details,turns,0}') t (turn)
            WHERE id = {{number}}
            """);
    }

    [PostgresFact]
    public async Task Rollout_WithoutATurn_HasNoTrajectory()
    {
        var rollout = await _stored.AddRolloutAsync(
            await _stored.AddGroupAsync(await _stored.AddBatchAsync(await _stored.AddTrainingAsync("no turns"))));
        await _stored.AddRunAsync(rollout, 0);

        await RowAsync("-", $"SELECT trajectory_data_json FROM rollout WHERE id = {rollout["number"]}");
    }

    [PostgresFact]
    public async Task Validation_OfAValidator_NamesTheTasksAndAPersonsNone()
    {
        var rollout = await _stored.AddRolloutAsync(
            await _stored.AddGroupAsync(await _stored.AddBatchAsync(await _stored.AddTrainingAsync("validators"))));
        rollout["task_number"] = (long)rollout["number"]! + 1_000_000;
        rollout["validations"] = StoredTrainings.Parse(
            """{"of":[{"index":1,"source":"validator"},{"index":2,"source":"revalidation"},{"index":3,"source":"override"}]}""")["of"]!
            .DeepClone();
        await _stored.WriteAsync("rollout", rollout);
        var validator = await database.ScalarAsync<long>(
            $"""
            INSERT INTO validator (task_id, validator_type, created_at, service_id)
            VALUES ({rollout["task_number"]}, 'state', now(), '{StoredTrainings.Service}') RETURNING id
            """);

        await RowAsync(
            $"-,{validator},{validator}",
            $"""
            SELECT string_agg(coalesce(validator_id::text, '-'), ',' ORDER BY index DESC) FROM validation
            WHERE rollout_id = {rollout["number"]}
            """);
    }

    private async Task RowAsync(string expected, string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        command.AllResultTypesAreUnknown = true;
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync(), "There is no row.");
        Assert.Equal(
            expected,
            string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "-" : reader.GetString(i))));
        Assert.False(await reader.ReadAsync(), "There is more than one row.");
    }
}
