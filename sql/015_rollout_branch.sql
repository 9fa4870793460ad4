-- Rollouts that go on from another one of their group: which one, in which of its attempts, after which of its turns. What a
-- rollout is never changes, so its trigger writes them with the row; decode_rollout reads whatever columns the table has.

ALTER TABLE rollout_record
  ADD COLUMN branch_env_index integer,
  ADD COLUMN branch_attempt integer,
  ADD COLUMN branch_turn integer;

-- The run of such a rollout branches off from the other one's and says nothing of itself; a branch that somebody made does.
CREATE INDEX run_of_branched_rollout ON run (simulation_id) WHERE parent_run_id IS NOT NULL AND description IS NULL;

-- The states of a run, those that it has in common with the one that it branched off from among them.
CREATE FUNCTION trajectory_states(service text, of_run uuid) RETURNS SETOF run_state
LANGUAGE sql STABLE PARALLEL SAFE ROWS 20
AS $$
  SELECT * FROM run_state WHERE run_id = of_run
  UNION ALL
  SELECT c.* FROM run b JOIN run_state c ON c.run_id = b.start_run_id AND c.step <= b.start_step
  WHERE b.service_id = service AND b.id = of_run
$$;

-- The tables of the original with those, too; whose they are, state_id and run_id tell.
CREATE OR REPLACE VIEW turn AS
SELECT (r.number * 100 + r.attempt_count) * 10000 + s.step AS id, r.number AS rollout_id, s.step::integer AS turn,
  t.start_time, coalesce(t.start_time + t.turn_time * interval '1 second', s.created_at) AS end_time, t.turn_time, s.reward,
  s.done AS episode_done,
  '{' || nullif(concat_ws(',', '"stage_timings":' || json_member(t.info, 'stage_timings'),
    '"metrics":' || json_member(t.info, 'metrics')), '') || '}' AS metrics_json,
  plain_member(convert_from(s.action, 'UTF8'), 'model_response') AS model_response, s.created_at,
  s.run_id || '.' || s.step AS state_id, s.run_id, r.id AS rollout_uuid, r.training_id AS training_uuid, r.service_id
FROM rollout_record r CROSS JOIN LATERAL trajectory_states(r.service_id, r.run_id) s
CROSS JOIN LATERAL (SELECT convert_from(s.info, 'UTF8') AS info) i
CROSS JOIN LATERAL (
  SELECT i.info, coalesce(plain_member(i.info, 'start_time')::timestamptz, s.created_at) AS start_time,
    plain_member(i.info, 'turn_time')::double precision AS turn_time) t;

CREATE OR REPLACE VIEW action AS
SELECT n.turn_id * 100 + a.place - 1 AS id, n.turn_id, plain_member(a.element, 'action_type') AS action_type,
  plain_member(a.element, 'tool_name') AS tool_name, json_member(a.element, 'tool_args') AS tool_args,
  array_to_json(s.token_ids[t.first_token + 1:t.first_token + t.num_tokens])::text AS tokens,
  array_to_json(s.log_probabilities[t.first_token + 1:t.first_token + t.num_tokens])::text AS logprobs, t.num_tokens,
  s.created_at + (a.place - 1) * interval '1 microsecond' AS created_at,
  plain_member(a.element, 'result') AS result, r.number AS rollout_id, s.step::integer AS turn, r.id AS rollout_uuid,
  r.service_id
FROM rollout_record r CROSS JOIN LATERAL trajectory_states(r.service_id, r.run_id) s
CROSS JOIN LATERAL (SELECT (r.number * 100 + r.attempt_count) * 10000 + s.step AS turn_id) n
CROSS JOIN LATERAL json_elements(json_member(convert_from(s.action, 'UTF8'), 'actions')) a
CROSS JOIN LATERAL (
  SELECT plain_member(a.element, 'first_token')::integer AS first_token,
    plain_member(a.element, 'num_tokens')::integer AS num_tokens) w
CROSS JOIN LATERAL (
  SELECT CASE WHEN a.place = 1 AND num_nulls(w.first_token, w.num_tokens) = 2 AND s.token_ids IS NOT NULL THEN 0
      ELSE w.first_token END AS first_token,
    CASE WHEN a.place = 1 AND num_nulls(w.first_token, w.num_tokens) = 2 THEN cardinality(s.token_ids)
      ELSE w.num_tokens END AS num_tokens) t;

CREATE OR REPLACE VIEW obs AS
SELECT n.turn_id * 10 + o.kind AS id, n.turn_id, o.obs_type, '/api/v1/blobs/' || o.sha256 AS screenshot_uri, o.text_content,
  o.model_input_json, s.created_at + o.kind * interval '1 microsecond' AS created_at,
  o.sha256, r.number AS rollout_id, s.step::integer AS turn, r.id AS rollout_uuid, r.service_id
FROM rollout_record r CROSS JOIN LATERAL trajectory_states(r.service_id, r.run_id) s
LEFT JOIN LATERAL trajectory_states(r.service_id, r.run_id) p ON p.step = s.step - 1
CROSS JOIN LATERAL (SELECT (r.number * 100 + r.attempt_count) * 10000 + s.step AS turn_id) n
CROSS JOIN LATERAL (
  VALUES
    (0, 'screenshot_before', CASE WHEN s.step > 0 THEN coalesce(
        plain_member(convert_from(s.observation, 'UTF8'), 'screenshot_before'),
        plain_member(convert_from(p.observation, 'UTF8'), 'screenshot')) END,
      NULL, convert_from(s.extra_metadata, 'UTF8')),
    (1, 'screenshot_after', plain_member(convert_from(s.observation, 'UTF8'), 'screenshot'), NULL, NULL),
    (2, 'model_response', NULL, plain_member(convert_from(s.action, 'UTF8'), 'model_response'), NULL),
    (3, 'text', NULL, plain_member(convert_from(s.observation, 'UTF8'), 'text'), NULL)
) AS o (kind, obs_type, sha256, text_content, model_input_json)
WHERE num_nonnulls(o.sha256, o.text_content, o.model_input_json) > 0;

CREATE FUNCTION trajectory_data(service text, run uuid) RETURNS text
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
  FROM trajectory_states(service, run) WHERE step > 0
$$;

CREATE OR REPLACE VIEW rollout AS
SELECT id, source_type, step_id, eval_id, baseline_id, group_id, env_id, rollout_id, batch, group_num, env_index, task_id,
  model_path, is_eval, status, progress_percent, current_phase, current_turn, status_message, error_message, start_time,
  end_time, env_creation_time, agent_init_time, task_start_time, task_end_time, validation_time, rollout_time,
  task_completed, task_success, agent_reported_success, validation_passed, num_turns, max_turns, reward, temperature,
  num_total_actions, consecutive_repeated_actions, parse_errors, tool_name_errors, tool_arg_errors, runtime_errors,
  ran_out_of_turns, attempted_completion, turn_first_success, turn_task_completed, errors, summary_json,
  '/api/v1/rollouts/' || rollout_id || '/turns' AS trajectory_path, trajectory_data(service_id, run_id) COLLATE "default" AS trajectory_data_json,
  created_at, updated_at, training_id, task_key, attempt_count, paused, masked, strict_success, reward_function_used,
  reward_version, error_kind, stop_reason, finish_message, run_id, uuid, group_uuid, batch_uuid, training_uuid, service_id
FROM rollout_without_trajectory;

DROP FUNCTION trajectory_data(uuid);

-- As 010, and what a training's own rollouts go on from goes with the rest of it.
CREATE OR REPLACE FUNCTION is_expirable(service text, screenshot bytea, cutoff timestamptz) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT coalesce(bool_and(
    s.created_at < cutoff
    AND (r.status IN ('completed', 'failed', 'pruned')) IS TRUE
    AND (t.status IN ('completed', 'failed', 'cancelled')) IS TRUE
    AND NOT EXISTS (SELECT FROM state_tag g WHERE g.run_id = s.run_id AND g.step >= s.step)
    AND NOT EXISTS (
      SELECT FROM run b WHERE b.start_run_id = s.run_id AND b.start_step >= s.step AND b.status <> 'pruned'
        AND NOT (b.parent_run_id IS NOT NULL AND b.description IS NULL))),
    false)
  FROM run_state s
  LEFT JOIN run r ON r.service_id = service AND r.id = s.run_id
  LEFT JOIN training_record t ON t.service_id = service AND t.id =
    CASE WHEN r.simulation_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN r.simulation_id::uuid END
  WHERE s.blobs @> ARRAY[screenshot]
$$;
