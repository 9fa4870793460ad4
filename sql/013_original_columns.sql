-- The columns of the original's tables that nothing filled: where and what a rollout's trajectory is, which validator judged,
-- and what is known of a change of status beside.

-- What the original stores of a finished rollout: of each turn what the model was given and the tokens it answered with, and
-- the actions with what came of them. Null while there is no turn.
CREATE FUNCTION trajectory_data(run uuid) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT '{"training_data":[' || string_agg(
      '{"turn":' || step || ',"observation":' || coalesce(convert_from(extra_metadata, 'UTF8'), 'null')
        || ',"action_tokens":' || coalesce(array_to_json(token_ids)::text, '[]')
        || ',"action_logprobs":' || coalesce(array_to_json(log_probabilities)::text, '[]') || '}', ',' ORDER BY step)
    || '],"execution_details":{"turns":[' || string_agg(
      '{"turn_num":' || step
        || ',"action_results":' || coalesce(json_member(convert_from(action, 'UTF8'), 'actions'), '[]') || '}', ',' ORDER BY step)
    || ']}}'
  FROM run_state WHERE run_id = run AND step > 0
$$;

-- Who shows rollouts and composes their trajectories himself reads this one: a trajectory may be megabytes.
ALTER VIEW rollout RENAME TO rollout_without_trajectory;
CREATE VIEW rollout AS
SELECT id, source_type, step_id, eval_id, baseline_id, group_id, env_id, rollout_id, batch, group_num, env_index, task_id,
  model_path, is_eval, status, progress_percent, current_phase, current_turn, status_message, error_message, start_time,
  end_time, env_creation_time, agent_init_time, task_start_time, task_end_time, validation_time, rollout_time,
  task_completed, task_success, agent_reported_success, validation_passed, num_turns, max_turns, reward, temperature,
  num_total_actions, consecutive_repeated_actions, parse_errors, tool_name_errors, tool_arg_errors, runtime_errors,
  ran_out_of_turns, attempted_completion, turn_first_success, turn_task_completed, errors, summary_json,
  '/api/v1/rollouts/' || rollout_id || '/turns' AS trajectory_path, trajectory_data(run_id) AS trajectory_data_json,
  created_at, updated_at, training_id, task_key, attempt_count, paused, masked, strict_success, reward_function_used,
  reward_version, error_kind, stop_reason, finish_message, run_id, uuid, group_uuid, batch_uuid, training_uuid, service_id
FROM rollout_without_trajectory;

-- A person's judgement has no validator; the others were made by the task's, of which there is one.
CREATE OR REPLACE VIEW validation AS
SELECT r.number * 100 + v.index AS id, r.number AS rollout_id,
  CASE WHEN plain_member(v.element, 'source') <> 'override' THEN (SELECT w.id FROM validator w WHERE w.task_id = r.task_number)
    END AS validator_id,
  plain_member(v.element, 'created_at')::timestamptz AS validation_time,
  plain_member(v.element, 'validation_query') AS validation_query, json_member(v.element, 'expected_result') AS expected_result,
  plain_member(v.element, 'actual_result') AS actual_result, plain_member(v.element, 'success')::boolean AS success,
  plain_member(v.element, 'execution_time')::double precision AS execution_time,
  plain_member(v.element, 'error_message') AS error_message, json_member(v.element, 'details') AS details_json,
  plain_member(v.element, 'created_at')::timestamptz AS created_at,
  v.index, plain_member(v.element, 'source') AS source, plain_member(v.element, 'strict_success')::boolean AS strict_success,
  plain_member(v.element, 'previous_success')::boolean AS previous_success, plain_member(v.element, 'actor') AS actor,
  plain_member(v.element, 'reason') AS reason, r.id AS rollout_uuid, r.training_id AS training_uuid, r.service_id
FROM rollout_record r
CROSS JOIN LATERAL (
  SELECT element, coalesce(plain_member(element, 'index')::integer, place::integer) AS index
  FROM json_elements(r.validations::text) ORDER BY place DESC) v;

CREATE OR REPLACE VIEW status_history AS
SELECT id, kind AS entity_type, number AS entity_id, old_status, new_status, progress_percent, status_message,
  CASE WHEN actor IS NOT NULL THEN json_build_object('actor', actor)::text END AS metadata_json, changed_at,
  changed_at AS created_at, actor, record_id, training_id AS training_uuid, service_id
FROM record_event
WHERE new_status IS DISTINCT FROM old_status;
