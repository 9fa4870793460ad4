-- The tables of the original by their names and columns, for its monitor and for people: `task` and `validator` are tables,
-- the others views of what 006 and 007 hold. What JSON the original keeps as text is text here too. Columns of ours stand at
-- the end. An id is the record's number; those of what lies inside a rollout follow from it:
--   environment and validation: rollout * 100 + attempt or index; turn: environment * 10000 + turn;
--   action: turn * 100 + place; obs: turn * 10 + kind (0 and 1 the screenshots before and after, 2 the response, 3 the text).
-- Turns are those of the rollout's last attempt.

CREATE TABLE task (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  task_id          text COLLATE "C" NOT NULL,
  name             text NOT NULL,
  description      text NOT NULL,
  difficulty       text COLLATE "C",
  category         text COLLATE "C",
  max_steps        integer,
  validation_type  text,
  validation_query text,
  expected_result  text,
  tags             text,
  prerequisites    text,
  app_name         text,
  source_type      text COLLATE "C",
  created_at       timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL,
  service_id       text COLLATE "C" NOT NULL,
  validator_url    text,
  UNIQUE (service_id, task_id)
);

CREATE TABLE validator (
  id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  task_id           bigint NOT NULL,
  validator_type    text NOT NULL,
  validation_query  text,
  validation_method text,
  config_json       text,
  created_at        timestamptz NOT NULL,
  service_id        text COLLATE "C" NOT NULL
);

CREATE UNIQUE INDEX validator_by_task ON validator (task_id);

INSERT INTO stored_table (name) VALUES ('task'), ('validator');

-- A member of a JSON document, as it came.
CREATE FUNCTION json_member(document text, VARIADIC path text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN strpos(document, '\u') = 0 THEN (document::json #> path)::text
    ELSE record_unmask((record_mask(document)::json #> path)::text) END
$$;

-- The elements of a JSON array, counted from 1; none of anything else.
CREATE FUNCTION json_elements(document text) RETURNS TABLE (element text, place bigint)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 2
AS $$
  SELECT e.value::text, e.place
  FROM json_array_elements(CASE WHEN json_typeof(document::json) = 'array' THEN document::json ELSE '[]' END)
    WITH ORDINALITY AS e (value, place)
$$;

CREATE VIEW training AS
SELECT number AS id, run_name, log_path, model_name, lora_rank, learning_rate, batch_size, group_size, groups_per_batch,
  max_tokens, temperature, kl_penalty_coef, num_substeps, max_turns, seed, box_type, renderer_name, wandb_project, wandb_name,
  status, progress_percent, current_step, total_steps, phase AS current_phase, status_message, error_message, start_time,
  end_time, last_heartbeat,
  -- What the configuration says beside comes first: of a name that is there twice, the last one counts.
  CASE WHEN config::text ~ '^\s*\{\s*\}\s*$' THEN '{' ELSE rtrim(rtrim(config::text, E' \t\r\n'), '}') || ',' END
    || ltrim(json_build_object(
      'model_name', model_name, 'lora_rank', lora_rank, 'learning_rate', learning_rate, 'batch_size', batch_size,
      'group_size', group_size, 'groups_per_batch', groups_per_batch, 'max_tokens', max_tokens, 'temperature', temperature,
      'kl_penalty_coef', kl_penalty_coef, 'num_substeps', num_substeps, 'max_turns', max_turns, 'seed', seed,
      'box_type', box_type, 'renderer_name', renderer_name, 'wandb_project', wandb_project, 'wandb_name', wandb_name,
      'eval_every', eval_every, 'save_every', save_every, 'max_concurrent_rollouts', max_concurrent_rollouts,
      'reward_function', reward_function)::text, '{') AS config_json,
  avg_turn_time, estimated_total_time, estimated_remaining_time, created_at, updated_at,
  eval_every, save_every, eval_tasks, start_step, checkpoint_path, reward_function, max_concurrent_rollouts, archived, deleting,
  id AS uuid, service_id
FROM training_record;

CREATE VIEW step AS
SELECT b.number AS id, b.training_number AS training_id, b.step, b.step AS batch, b.status, b.progress_percent,
  b.phase AS current_phase,
  json_build_object(
    'completed_groups', (SELECT count(*) FROM group_record g WHERE g.step_id = b.number AND g.status = 'completed'),
    'total_groups', b.num_groups,
    'completed_envs', (SELECT count(*) FROM rollout_record r WHERE r.step_id = b.number AND r.status = 'completed'),
    'total_envs', b.num_groups * b.group_size)::text AS rollout_progress,
  json_build_object('completed_substeps', coalesce(b.completed_substeps, 0), 'total_substeps', b.total_substeps)::text
    AS training_progress,
  b.status_message, b.error_message, b.start_time, b.end_time, b.rollout_start_time, b.rollout_end_time,
  b.training_start_time, b.training_end_time, b.learning_rate, b.model_path, b.checkpoint_path, b.loss, b.kl_divergence,
  b.policy_gradient_norm, (b.statistics ->> 'reward_mean')::double precision AS reward_mean,
  (b.statistics ->> 'reward_std')::double precision AS reward_std,
  (SELECT count(*) FROM rollout_record r WHERE r.step_id = b.number AND r.status = 'completed')::integer AS num_trajectories,
  b.num_tokens, b.metrics::text AS metrics_json, b.avg_turn_time, b.estimated_total_time, b.estimated_remaining_time,
  b.created_at, b.updated_at,
  b.new_model_path, b.num_groups, b.group_size, b.result_message, b.statistics, b.id AS uuid, b.training_id AS training_uuid,
  b.service_id
FROM batch_record b
WHERE b.source_type = 'step';

CREATE VIEW eval AS
SELECT b.number AS id, b.training_number AS training_id, b.step, b.model_path, b.status, b.progress_percent,
  (SELECT count(*) FROM group_record g WHERE g.eval_id = b.number AND g.end_time IS NOT NULL)::integer AS current_task_index,
  b.num_groups AS total_tasks,
  (SELECT count(*) FROM group_record g WHERE g.eval_id = b.number AND g.status = 'completed')::integer AS completed_tasks,
  b.phase AS current_phase, b.status_message, b.error_message, b.start_time, b.end_time,
  extract(epoch FROM b.end_time - b.start_time)::double precision AS eval_time,
  (b.statistics ->> 'success_count')::double precision / nullif((b.statistics ->> 'count')::double precision, 0)
    AS success_rate,
  (b.statistics ->> 'reward_mean')::double precision AS avg_reward,
  (b.statistics ->> 'average_turns')::double precision AS avg_turns,
  (b.statistics ->> 'success_count')::integer AS successful_tasks, b.metrics::text AS metrics_json, b.avg_turn_time,
  b.estimated_total_time, b.estimated_remaining_time, b.created_at, b.updated_at,
  b.num_groups, b.group_size, b.result_message, b.statistics, b.id AS uuid, b.training_id AS training_uuid, b.service_id
FROM batch_record b
WHERE b.source_type = 'eval';

CREATE VIEW baseline AS
SELECT b.number AS id, b.training_number AS training_id, b.model_path, b.status, b.progress_percent,
  (SELECT count(*) FROM group_record g WHERE g.baseline_id = b.number AND g.end_time IS NOT NULL)::integer
    AS current_task_index,
  b.num_groups AS total_tasks,
  (SELECT count(*) FROM group_record g WHERE g.baseline_id = b.number AND g.status = 'completed')::integer
    AS completed_tasks,
  b.phase AS current_phase, b.status_message, b.error_message, b.start_time, b.end_time,
  extract(epoch FROM b.end_time - b.start_time)::double precision AS eval_time,
  (b.statistics ->> 'success_count')::double precision / nullif((b.statistics ->> 'count')::double precision, 0)
    AS success_rate,
  (b.statistics ->> 'reward_mean')::double precision AS avg_reward,
  (b.statistics ->> 'average_turns')::double precision AS avg_turns,
  (b.statistics ->> 'success_count')::integer AS successful_tasks, b.metrics::text AS metrics_json, b.avg_turn_time,
  b.estimated_total_time, b.estimated_remaining_time, b.created_at, b.updated_at,
  b.num_groups, b.group_size, b.result_message, b.statistics, b.id AS uuid, b.training_id AS training_uuid, b.service_id
FROM batch_record b
WHERE b.source_type = 'baseline';

CREATE VIEW "group" AS
SELECT g.number AS id, g.step_id, g.eval_id, g.baseline_id, g.group_num, g.step AS batch, g.source_type, g.status,
  g.progress_percent, CASE WHEN g.status = 'running' THEN 'rollout' END AS current_phase, g.status_message, g.error_message,
  g.start_time, g.end_time, g.num_rollouts, g.completed_rollouts,
  (g.statistics ->> 'reward_mean')::double precision AS reward_mean,
  (g.statistics ->> 'reward_std')::double precision AS reward_std,
  coalesce((g.statistics ->> 'success_count')::integer, 0) AS success_count, g.statistics::text AS metrics_json,
  g.avg_turn_time, g.estimated_total_time, g.estimated_remaining_time, g.created_at, g.updated_at,
  g.task_id AS task_key, g.task_number AS task_id, g.max_turns, g.training_number AS training_id, g.id AS uuid,
  g.batch_id AS batch_uuid, g.training_id AS training_uuid, g.service_id
FROM group_record g;

-- How far a rollout is comes from its run, turn by turn. One that ended early with a turn at least was all it would be.
CREATE VIEW rollout AS
SELECT r.number AS id, r.source_type, r.step_id, r.eval_id, r.baseline_id, r.group_number AS group_id,
  r.number * 100 + r.attempt_count AS env_id, r.id::text AS rollout_id, r.step AS batch, r.group_num, r.env_index,
  r.task_number AS task_id, r.model_path, r.source_type <> 'step' AS is_eval, r.status,
  coalesce(100.0 * done / nullif(CASE WHEN ended AND done > 0 THEN done ELSE r.max_turns END, 0), 0)::double precision
    AS progress_percent,
  r.phase AS current_phase, turns AS current_turn, r.status_message, r.error_message, r.start_time, r.end_time,
  r.env_creation_time, r.agent_init_time, r.task_start_time, r.task_end_time, r.validation_time, r.rollout_time,
  r.task_completed, r.validation_passed AS task_success, r.agent_reported_success, r.validation_passed,
  coalesce(r.num_turns, turns) AS num_turns, r.max_turns, r.reward, r.temperature, r.num_total_actions,
  r.consecutive_repeated_actions, r.parse_errors, r.tool_name_errors, r.tool_arg_errors, r.runtime_errors, r.ran_out_of_turns,
  r.attempted_completion, r.turn_first_success, r.turn_task_completed, r.errors::text AS errors,
  r.summary::text AS summary_json, NULL::text AS trajectory_path, NULL::text AS trajectory_data_json, r.created_at,
  r.updated_at,
  r.training_number AS training_id, r.task_id AS task_key, r.attempt_count, r.paused, r.masked, r.strict_success,
  r.reward_function_used, r.reward_version, r.error_kind, r.stop_reason, r.finish_message, r.run_id, r.id AS uuid,
  r.group_id AS group_uuid, r.batch_id AS batch_uuid, r.training_id AS training_uuid, r.service_id
FROM rollout_record r LEFT JOIN run_head h ON h.run_id = r.run_id
CROSS JOIN LATERAL (SELECT greatest(coalesce(h.head, r.num_turns, 0), 0)::integer AS turns,
  r.status IN ('completed', 'failed', 'cancelled') AS ended) t
CROSS JOIN LATERAL (SELECT least(turns, r.max_turns) AS done) d;

-- Former attempts apart from the last ones, whose numbers have an index.
CREATE VIEW environment AS
SELECT e.id, plain_member(e.attempt, 'environment', 'environment_type') AS env_type,
  coalesce(plain_member(e.attempt, 'environment', 'status'), 'pending') AS status,
  plain_member(e.attempt, 'environment', 'box_id') AS gbox_id, plain_member(e.attempt, 'environment', 'box_type') AS box_type,
  plain_member(e.attempt, 'environment', 'created_at')::timestamptz AS creation_time,
  plain_member(e.attempt, 'environment', 'terminated_at')::timestamptz AS termination_time,
  plain_member(e.attempt, 'environment', 'status_message') AS status_message,
  plain_member(e.attempt, 'environment', 'error_message') AS error_message,
  json_member(e.attempt, 'environment', 'config') AS config_json,
  plain_member(e.attempt, 'environment', 'created_at')::timestamptz AS created_at,
  coalesce(plain_member(e.attempt, 'environment', 'terminated_at')::timestamptz, e.updated_at) AS updated_at,
  e.number AS rollout_id, e.place AS attempt, plain_member(e.attempt, 'status') AS attempt_status,
  plain_member(e.attempt, 'error_kind') AS attempt_error_kind, plain_member(e.attempt, 'error_message') AS attempt_error,
  plain_member(e.attempt, 'run_id')::uuid AS run_id, e.rollout_uuid, e.training_uuid, e.service_id
FROM (
  SELECT r.number * 100 + r.attempt_count AS id, json_member(r.attempts::text, '-1') AS attempt, r.attempt_count AS place,
    r.number, r.updated_at, r.id AS rollout_uuid, r.training_id AS training_uuid, r.service_id
  FROM rollout_record r WHERE r.attempt_count > 0
  UNION ALL
  SELECT r.number * 100 + a.place, a.element, a.place::integer, r.number, r.updated_at, r.id, r.training_id, r.service_id
  FROM rollout_record r CROSS JOIN LATERAL json_elements(r.attempts::text) a
  WHERE r.attempt_count > 1 AND a.place < r.attempt_count
) e;

-- The judgements of a rollout, the one that counts first.
CREATE VIEW validation AS
SELECT r.number * 100 + v.index AS id, r.number AS rollout_id, NULL::bigint AS validator_id,
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

-- A turn is a state of the rollout's run; its first state, turn 0, is what the reset gave.
CREATE VIEW turn AS
SELECT (r.number * 100 + r.attempt_count) * 10000 + s.step AS id, r.number AS rollout_id, s.step::integer AS turn,
  t.start_time, coalesce(t.start_time + t.turn_time * interval '1 second', s.created_at) AS end_time, t.turn_time, s.reward,
  s.done AS episode_done,
  '{' || nullif(concat_ws(',', '"stage_timings":' || json_member(t.info, 'stage_timings'),
    '"metrics":' || json_member(t.info, 'metrics')), '') || '}' AS metrics_json,
  plain_member(convert_from(s.action, 'UTF8'), 'model_response') AS model_response, s.created_at,
  s.run_id || '.' || s.step AS state_id, s.run_id, r.id AS rollout_uuid, r.training_id AS training_uuid, r.service_id
FROM rollout_record r JOIN run_state s ON s.run_id = r.run_id
CROSS JOIN LATERAL (SELECT convert_from(s.info, 'UTF8') AS info) i
CROSS JOIN LATERAL (
  SELECT i.info, coalesce(plain_member(i.info, 'start_time')::timestamptz, s.created_at) AS start_time,
    plain_member(i.info, 'turn_time')::double precision AS turn_time) t;

-- An action has a range of the turn's tokens; the first has all of them when it does not say which.
CREATE VIEW action AS
SELECT n.turn_id * 100 + a.place - 1 AS id, n.turn_id, plain_member(a.element, 'action_type') AS action_type,
  plain_member(a.element, 'tool_name') AS tool_name, json_member(a.element, 'tool_args') AS tool_args,
  array_to_json(s.token_ids[t.first_token + 1:t.first_token + t.num_tokens])::text AS tokens,
  array_to_json(s.log_probabilities[t.first_token + 1:t.first_token + t.num_tokens])::text AS logprobs, t.num_tokens,
  s.created_at + (a.place - 1) * interval '1 microsecond' AS created_at,
  plain_member(a.element, 'result') AS result, r.number AS rollout_id, s.step::integer AS turn, r.id AS rollout_uuid,
  r.service_id
FROM rollout_record r JOIN run_state s ON s.run_id = r.run_id
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

-- The screenshot before a turn is the one after the turn before, unless the turn brought its own.
CREATE VIEW obs AS
SELECT n.turn_id * 10 + o.kind AS id, n.turn_id, o.obs_type, '/api/v1/blobs/' || o.sha256 AS screenshot_uri, o.text_content,
  o.model_input_json, s.created_at + o.kind * interval '1 microsecond' AS created_at,
  o.sha256, r.number AS rollout_id, s.step::integer AS turn, r.id AS rollout_uuid, r.service_id
FROM rollout_record r JOIN run_state s ON s.run_id = r.run_id
LEFT JOIN run_state p ON p.run_id = s.run_id AND p.step = s.step - 1
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
