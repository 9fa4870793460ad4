-- The record of trainings: read tables of the four kinds of record that it is made of, what changed in them, write by
-- write, and what people and programs put beside. Programs of the original read the views of 008.

-- JSON without the escapes that no text column takes, U+0000 and lone surrogates: they become U+FFFD. See record_mask.
CREATE FUNCTION record_legal(plain text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT record_unmask(regexp_replace(record_mask(plain),
    E'\x7f2(0000|[dD][89abAB]..(?!\x7f2[dD][c-fC-F])|(?<!\x7f2[dD][89abAB]..\x7f2)[dD][c-fC-F]..)', E'\x7f2fffd', 'g'))
$$;

-- A text member of JSON that may hold them.
CREATE FUNCTION plain_member(document text, VARIADIC path text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN strpos(document, '\u') = 0 THEN document ELSE record_legal(document) END::json #>> path $$;

-- The id in a grain's key, of kinds whose ids are UUIDs in their canonical form; any other gives null.
CREATE FUNCTION record_uuid(stored orleansstorage, tag text) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN record_id(stored, tag) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    THEN record_id(stored, tag)::uuid END
$$;

CREATE TABLE training_record (
  service_id               text COLLATE "C" NOT NULL,
  id                       uuid NOT NULL,
  number                   bigint,
  run_name                 text COLLATE "C",
  log_path                 text,
  model_name               text,
  lora_rank                integer,
  learning_rate            double precision,
  batch_size               integer,
  group_size               integer,
  groups_per_batch         integer,
  max_tokens               integer,
  temperature              double precision,
  kl_penalty_coef          double precision,
  num_substeps             integer,
  max_turns                integer,
  seed                     bigint,
  box_type                 text,
  renderer_name            text,
  wandb_project            text,
  wandb_name               text,
  eval_every               integer,
  save_every               integer,
  defined_total_steps      integer,
  defined_eval_tasks       integer,
  reward_function          text,
  max_concurrent_rollouts  integer,
  config                   json,
  status                   text COLLATE "C",
  phase                    text,
  current_step             integer,
  total_steps              integer,
  eval_tasks               integer,
  start_step               integer,
  checkpoint_path          text,
  status_message           text,
  error_message            text,
  actor                    text,
  progress_percent         double precision,
  avg_turn_time            double precision,
  estimated_total_time     double precision,
  estimated_remaining_time double precision,
  archived                 boolean,
  deleting                 boolean,
  start_time               timestamptz,
  end_time                 timestamptz,
  last_heartbeat           timestamptz,
  created_at               timestamptz,
  updated_at               timestamptz,
  PRIMARY KEY (service_id, id)
) WITH (fillfactor = 70);

CREATE INDEX training_record_by_age ON training_record (service_id, created_at, id);
CREATE INDEX training_record_by_number ON training_record (number);
CREATE INDEX training_record_by_name ON training_record (run_name);

-- Steps, evaluations and baselines: their numbers are counted apart.
CREATE TABLE batch_record (
  service_id               text COLLATE "C" NOT NULL,
  id                       uuid NOT NULL,
  number                   bigint,
  training_id              uuid,
  training_number          bigint,
  source_type              text COLLATE "C",
  step                     integer,
  model_path               text,
  learning_rate            double precision,
  num_groups               integer,
  group_size               integer,
  max_turns                integer,
  temperature              double precision,
  reward_function          text,
  box_type                 text,
  max_concurrent_rollouts  integer,
  status                   text COLLATE "C",
  phase                    text,
  status_message           text,
  error_message            text,
  completed_substeps       integer,
  total_substeps           integer,
  loss                     double precision,
  kl_divergence            double precision,
  policy_gradient_norm     double precision,
  num_tokens               bigint,
  new_model_path           text,
  checkpoint_path          text,
  metrics                  json,
  result_message           text,
  statistics               json,
  progress_percent         double precision,
  avg_turn_time            double precision,
  estimated_total_time     double precision,
  estimated_remaining_time double precision,
  start_time               timestamptz,
  rollout_start_time       timestamptz,
  rollout_end_time         timestamptz,
  training_start_time      timestamptz,
  training_end_time        timestamptz,
  end_time                 timestamptz,
  created_at               timestamptz,
  updated_at               timestamptz,
  PRIMARY KEY (service_id, id)
) WITH (fillfactor = 70);

CREATE INDEX batch_record_by_training ON batch_record (service_id, training_id, created_at, id);
CREATE INDEX batch_record_by_number ON batch_record (number);
CREATE INDEX batch_record_by_training_number ON batch_record (training_number);

-- group_num is its place in the batch. step_id, eval_id and baseline_id are the number of the batch, by its kind.
CREATE TABLE group_record (
  service_id               text COLLATE "C" NOT NULL,
  id                       uuid NOT NULL,
  number                   bigint,
  training_id              uuid,
  training_number          bigint,
  batch_id                 uuid,
  batch_number             bigint,
  source_type              text COLLATE "C",
  step                     integer,
  model_path               text,
  group_num                integer,
  task_id                  text COLLATE "C",
  task_number              bigint,
  task_max_steps           integer,
  validation_query         text,
  expected_result          json,
  num_rollouts             integer,
  max_turns                integer,
  temperature              double precision,
  reward_function          text,
  box_type                 text,
  max_concurrent_rollouts  integer,
  status                   text COLLATE "C",
  status_message           text,
  error_message            text,
  statistics               json,
  completed_rollouts       integer,
  progress_percent         double precision,
  avg_turn_time            double precision,
  estimated_total_time     double precision,
  estimated_remaining_time double precision,
  start_time               timestamptz,
  end_time                 timestamptz,
  created_at               timestamptz,
  updated_at               timestamptz,
  step_id                  bigint,
  eval_id                  bigint,
  baseline_id              bigint,
  PRIMARY KEY (service_id, id)
) WITH (fillfactor = 70);

CREATE INDEX group_record_by_batch ON group_record (batch_id, group_num);
CREATE INDEX group_record_by_training ON group_record (service_id, training_id, created_at, id);
CREATE INDEX group_record_by_number ON group_record (number);
CREATE INDEX group_record_by_step ON group_record (step_id) WHERE step_id IS NOT NULL;
CREATE INDEX group_record_by_eval ON group_record (eval_id) WHERE eval_id IS NOT NULL;
CREATE INDEX group_record_by_baseline ON group_record (baseline_id) WHERE baseline_id IS NOT NULL;

-- group_number is the number of the group's record, group_num its place in the batch; run_id the last attempt's run.
CREATE TABLE rollout_record (
  service_id                   text COLLATE "C" NOT NULL,
  id                           uuid NOT NULL,
  number                       bigint,
  training_id                  uuid,
  training_number              bigint,
  batch_id                     uuid,
  batch_number                 bigint,
  source_type                  text COLLATE "C",
  step                         integer,
  model_path                   text,
  group_id                     uuid,
  group_number                 bigint,
  group_num                    integer,
  task_id                      text COLLATE "C",
  task_number                  bigint,
  task_max_steps               integer,
  validation_query             text,
  expected_result              json,
  num_rollouts                 integer,
  max_turns                    integer,
  temperature                  double precision,
  reward_function              text,
  box_type                     text,
  env_index                    integer,
  initial_status               text,
  environment_type             text,
  status                       text COLLATE "C",
  phase                        text,
  paused                       boolean,
  status_message               text,
  error_kind                   text COLLATE "C",
  error_message                text,
  attempts                     json,
  task_completed               boolean,
  agent_reported_success       boolean,
  finish_message               text,
  stop_reason                  text,
  num_turns                    integer,
  num_total_actions            integer,
  consecutive_repeated_actions integer,
  parse_errors                 integer,
  tool_name_errors             integer,
  tool_arg_errors              integer,
  runtime_errors               integer,
  attempted_completion         boolean,
  ran_out_of_turns             boolean,
  turn_first_success           integer,
  turn_task_completed          integer,
  errors                       json,
  rollout_time                 double precision,
  task_start_time              timestamptz,
  task_end_time                timestamptz,
  summary                      json,
  given_reward                 double precision,
  masked                       boolean,
  validation_passed            boolean,
  strict_success               boolean,
  reward                       double precision,
  reward_function_used         text,
  reward_version               integer,
  validations                  json,
  progress_percent             double precision,
  start_time                   timestamptz,
  end_time                     timestamptz,
  env_creation_time            timestamptz,
  agent_init_time              timestamptz,
  validation_time              timestamptz,
  created_at                   timestamptz,
  updated_at                   timestamptz,
  run_id                       uuid,
  attempt_count                integer,
  step_id                      bigint,
  eval_id                      bigint,
  baseline_id                  bigint,
  PRIMARY KEY (service_id, id)
) WITH (
  fillfactor = 60, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02,
  autovacuum_analyze_scale_factor = 0.02);

-- The first holds all that lists are filtered by, so that they are read and counted from it alone. That needs a table
-- that is vacuumed often.
CREATE INDEX rollout_record_by_training ON rollout_record (service_id, training_id, created_at, id)
  INCLUDE (status, source_type, batch_id, task_id, reward, error_kind, start_time);
CREATE INDEX rollout_record_by_batch ON rollout_record (batch_id, created_at, id);
CREATE INDEX rollout_record_by_group ON rollout_record (group_number);
CREATE INDEX rollout_record_by_number ON rollout_record (number);
CREATE INDEX rollout_record_by_step ON rollout_record (step_id) WHERE step_id IS NOT NULL;
CREATE INDEX rollout_record_by_eval ON rollout_record (eval_id) WHERE eval_id IS NOT NULL;
CREATE INDEX rollout_record_by_baseline ON rollout_record (baseline_id) WHERE baseline_id IS NOT NULL;
-- By the number of the last attempt's device, and the few rollouts that have former ones.
CREATE INDEX rollout_record_by_environment ON rollout_record ((number * 100 + attempt_count));
CREATE INDEX rollout_record_retried ON rollout_record (number) WHERE attempt_count > 1;

-- Integer ids of the original. They belong to columns, so that a backup holds where they stand.
CREATE SEQUENCE training_number OWNED BY training_record.number;
CREATE SEQUENCE step_number OWNED BY batch_record.number;
CREATE SEQUENCE eval_number OWNED BY batch_record.number;
CREATE SEQUENCE baseline_number OWNED BY batch_record.number;
CREATE SEQUENCE group_number OWNED BY group_record.number;
CREATE SEQUENCE rollout_number OWNED BY rollout_record.number;

-- One row for each write of a record, and for each change of a device's status, in its transaction. Rows come into sight
-- by commit, not by id: who follows them reads those whose xact is older than every transaction under way.
CREATE TABLE record_event (
  id               bigint GENERATED ALWAYS AS IDENTITY,
  xact             xid8 NOT NULL DEFAULT pg_current_xact_id(),
  service_id       text COLLATE "C" NOT NULL,
  training_id      uuid,
  kind             text COLLATE "C" NOT NULL,
  number           bigint,
  record_id        uuid NOT NULL,
  old_status       text COLLATE "C",
  new_status       text COLLATE "C" NOT NULL,
  progress_percent double precision,
  status_message   text,
  actor            text,
  changed_at       timestamptz NOT NULL
);

CREATE INDEX record_event_by_training ON record_event (training_id, xact, id);
CREATE INDEX record_event_by_record ON record_event (kind, number, changed_at);

-- What people put on records.
CREATE TABLE annotation (
  service_id text COLLATE "C" NOT NULL,
  id         uuid NOT NULL,
  kind       text COLLATE "C" NOT NULL,
  number     bigint NOT NULL,
  tag        text COLLATE "C",
  note       text,
  actor      text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (service_id, id)
);

CREATE UNIQUE INDEX annotation_tag ON annotation (service_id, kind, number, tag) WHERE tag IS NOT NULL;
CREATE INDEX annotation_by_record ON annotation (kind, number);

-- Rewards computed anew, beside the recorded ones.
CREATE TABLE reward_layer (
  service_id  text COLLATE "C" NOT NULL,
  training_id uuid NOT NULL,
  name        text COLLATE "C" NOT NULL,
  function    text NOT NULL,
  version     integer NOT NULL,
  computed_at timestamptz NOT NULL,
  PRIMARY KEY (service_id, training_id, name)
);

CREATE TABLE reward_layer_row (
  service_id  text COLLATE "C" NOT NULL,
  training_id uuid NOT NULL,
  name        text COLLATE "C" NOT NULL,
  rollout_id  uuid NOT NULL,
  reward      double precision NOT NULL,
  PRIMARY KEY (service_id, training_id, name, rollout_id)
);

CREATE FUNCTION decode_training(stored orleansstorage) RETURNS training_record
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
DECLARE
  plain text := convert_from(stored.payloadbinary, 'UTF8');
  masked json;
  r training_record;
BEGIN
  r.config := '{}'; r.status := 'pending'; r.start_step := 0; r.progress_percent := 0; r.archived := false;
  r.deleting := false; r.created_at := '0001-01-01 00:00:00+00'; r.updated_at := '0001-01-01 00:00:00+00';
  IF strpos(plain, '\u') = 0 THEN
    r := json_populate_record(r, plain::json);
  ELSE
    r := json_populate_record(r, record_legal(plain)::json);
    masked := record_mask(plain)::json;
    r.config := coalesce(record_value(masked -> 'config'), r.config);
  END IF;

  r.service_id := stored.serviceid;
  r.id := record_uuid(stored, 'training');
  RETURN r;
END
$$;

CREATE FUNCTION decode_batch(stored orleansstorage) RETURNS batch_record
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
DECLARE
  plain text := convert_from(stored.payloadbinary, 'UTF8');
  masked json;
  r batch_record;
BEGIN
  r.step := 0; r.max_concurrent_rollouts := 1; r.status := 'pending'; r.progress_percent := 0;
  r.created_at := '0001-01-01 00:00:00+00'; r.updated_at := '0001-01-01 00:00:00+00';
  IF strpos(plain, '\u') = 0 THEN
    r := json_populate_record(r, plain::json);
  ELSE
    r := json_populate_record(r, record_legal(plain)::json);
    masked := record_mask(plain)::json;
    r.metrics := coalesce(record_value(masked -> 'metrics'), r.metrics);
    r.statistics := coalesce(record_value(masked -> 'statistics'), r.statistics);
  END IF;

  r.service_id := stored.serviceid;
  r.id := record_uuid(stored, 'batch');
  RETURN r;
END
$$;

CREATE FUNCTION decode_group(stored orleansstorage) RETURNS group_record
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
DECLARE
  plain text := convert_from(stored.payloadbinary, 'UTF8');
  masked json;
  r group_record;
BEGIN
  r.step := 0; r.max_concurrent_rollouts := 1; r.status := 'pending'; r.completed_rollouts := 0;
  r.progress_percent := 0; r.created_at := '0001-01-01 00:00:00+00'; r.updated_at := '0001-01-01 00:00:00+00';
  IF strpos(plain, '\u') = 0 THEN
    r := json_populate_record(r, plain::json);
  ELSE
    r := json_populate_record(r, record_legal(plain)::json);
    masked := record_mask(plain)::json;
    r.expected_result := coalesce(record_value(masked -> 'expected_result'), r.expected_result);
    r.statistics := coalesce(record_value(masked -> 'statistics'), r.statistics);
  END IF;

  r.service_id := stored.serviceid;
  r.id := record_uuid(stored, 'group');
  r.step_id := CASE WHEN r.source_type = 'step' THEN r.batch_number END;
  r.eval_id := CASE WHEN r.source_type = 'eval' THEN r.batch_number END;
  r.baseline_id := CASE WHEN r.source_type = 'baseline' THEN r.batch_number END;
  RETURN r;
END
$$;

CREATE FUNCTION decode_rollout(stored orleansstorage) RETURNS rollout_record
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
DECLARE
  plain text := convert_from(stored.payloadbinary, 'UTF8');
  masked json;
  r rollout_record;
BEGIN
  r.step := 0; r.status := 'pending'; r.paused := false; r.attempts := '[]'; r.errors := '[]'; r.masked := false;
  r.validations := '[]'; r.progress_percent := 0; r.created_at := '0001-01-01 00:00:00+00';
  r.updated_at := '0001-01-01 00:00:00+00';
  IF strpos(plain, '\u') = 0 THEN
    r := json_populate_record(r, plain::json);
  ELSE
    r := json_populate_record(r, record_legal(plain)::json);
    masked := record_mask(plain)::json;
    r.expected_result := coalesce(record_value(masked -> 'expected_result'), r.expected_result);
    r.attempts := coalesce(record_value(masked -> 'attempts'), r.attempts);
    r.errors := coalesce(record_value(masked -> 'errors'), r.errors);
    r.summary := coalesce(record_value(masked -> 'summary'), r.summary);
    r.validations := coalesce(record_value(masked -> 'validations'), r.validations);
  END IF;

  r.service_id := stored.serviceid;
  r.id := record_uuid(stored, 'rollout');
  r.run_id := plain_member(r.attempts::text, '-1', 'run_id')::uuid;
  r.attempt_count := json_array_length(r.attempts);
  r.step_id := CASE WHEN r.source_type = 'step' THEN r.batch_number END;
  r.eval_id := CASE WHEN r.source_type = 'eval' THEN r.batch_number END;
  r.baseline_id := CASE WHEN r.source_type = 'baseline' THEN r.batch_number END;
  RETURN r;
END
$$;

-- What is known of a record goes with it.
CREATE FUNCTION forget_records(record_kind text, first_number bigint, last_number bigint) RETURNS void
LANGUAGE sql
AS $$
  DELETE FROM annotation WHERE kind = record_kind AND number BETWEEN first_number AND last_number;
  DELETE FROM record_event WHERE kind = record_kind AND number BETWEEN first_number AND last_number;
$$;

-- The devices of a rollout's attempts, by the number of the attempt.
CREATE FUNCTION attempt_environments(attempts text) RETURNS TABLE (environment json, attempt bigint)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT value -> 'environment', place
  FROM json_array_elements(CASE WHEN strpos(attempts, '\u') = 0 THEN attempts ELSE record_legal(attempts) END::json)
    WITH ORDINALITY AS a (value, place)
$$;

CREATE FUNCTION project_training() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
  next training_record;
  old_status text;
  gone bigint;
BEGIN
  IF TG_OP = 'DELETE' OR NEW.payloadbinary IS NULL THEN
    DELETE FROM training_record WHERE service_id = OLD.serviceid AND id = record_uuid(OLD, 'training')
      RETURNING number INTO gone;
    PERFORM forget_records('training', gone, gone);
    DELETE FROM reward_layer WHERE service_id = OLD.serviceid AND training_id = record_uuid(OLD, 'training');
    DELETE FROM reward_layer_row WHERE service_id = OLD.serviceid AND training_id = record_uuid(OLD, 'training');
    RETURN NULL;
  END IF;

  BEGIN
    next := decode_training(NEW);
  EXCEPTION WHEN data_exception THEN
    PERFORM reject_record('training', NEW.grainidextensionstring, SQLERRM);
  END;
  IF next.id IS NULL THEN
    PERFORM reject_record('training', NEW.grainidextensionstring,
      'the grain key is not training: and a UUID in lower case');
  END IF;

  SELECT status INTO old_status FROM training_record WHERE service_id = next.service_id AND id = next.id;
  IF NOT FOUND THEN
    INSERT INTO training_record SELECT next.*;
  ELSE
    UPDATE training_record SET (
      number, run_name, log_path, model_name, lora_rank, learning_rate, batch_size, group_size, groups_per_batch,
      max_tokens, temperature, kl_penalty_coef, num_substeps, max_turns, seed, box_type, renderer_name, wandb_project,
      wandb_name, eval_every, save_every, defined_total_steps, defined_eval_tasks, reward_function,
      max_concurrent_rollouts, config, status, phase, current_step, total_steps, eval_tasks, start_step,
      checkpoint_path, status_message, error_message, actor, progress_percent, avg_turn_time, estimated_total_time,
      estimated_remaining_time, archived, deleting, start_time, end_time, last_heartbeat, created_at, updated_at
    ) = ROW (
      next.number, next.run_name, next.log_path, next.model_name, next.lora_rank, next.learning_rate, next.batch_size,
      next.group_size, next.groups_per_batch, next.max_tokens, next.temperature, next.kl_penalty_coef,
      next.num_substeps, next.max_turns, next.seed, next.box_type, next.renderer_name, next.wandb_project,
      next.wandb_name, next.eval_every, next.save_every, next.defined_total_steps, next.defined_eval_tasks,
      next.reward_function, next.max_concurrent_rollouts, next.config, next.status, next.phase, next.current_step,
      next.total_steps, next.eval_tasks, next.start_step, next.checkpoint_path, next.status_message,
      next.error_message, next.actor, next.progress_percent, next.avg_turn_time, next.estimated_total_time,
      next.estimated_remaining_time, next.archived, next.deleting, next.start_time, next.end_time, next.last_heartbeat,
      next.created_at, next.updated_at
    ) WHERE service_id = next.service_id AND id = next.id;
  END IF;

  INSERT INTO record_event (service_id, training_id, kind, number, record_id, old_status, new_status, progress_percent,
    status_message, actor, changed_at)
  VALUES (next.service_id, next.id, 'training', next.number, next.id, old_status, next.status,
    next.progress_percent, next.status_message, next.actor, next.updated_at);
  RETURN NULL;
END
$$;

CREATE FUNCTION project_batch() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
  next batch_record;
  old_status text;
  gone record;
BEGIN
  IF TG_OP = 'DELETE' OR NEW.payloadbinary IS NULL THEN
    DELETE FROM batch_record WHERE service_id = OLD.serviceid AND id = record_uuid(OLD, 'batch')
      RETURNING source_type, number INTO gone;
    PERFORM forget_records(gone.source_type, gone.number, gone.number);
    RETURN NULL;
  END IF;

  BEGIN
    next := decode_batch(NEW);
  EXCEPTION WHEN data_exception THEN
    PERFORM reject_record('batch', NEW.grainidextensionstring, SQLERRM);
  END;
  IF next.id IS NULL THEN
    PERFORM reject_record('batch', NEW.grainidextensionstring,
      'the grain key is not batch: and a UUID in lower case');
  END IF;

  SELECT status INTO old_status FROM batch_record WHERE service_id = next.service_id AND id = next.id;
  IF NOT FOUND THEN
    INSERT INTO batch_record SELECT next.*;
  ELSE
    UPDATE batch_record SET (
      number, training_id, training_number, source_type, step, model_path, learning_rate, num_groups, group_size,
      max_turns, temperature, reward_function, box_type, max_concurrent_rollouts, status, phase, status_message,
      error_message, completed_substeps, total_substeps, loss, kl_divergence, policy_gradient_norm, num_tokens,
      new_model_path, checkpoint_path, metrics, result_message, statistics, progress_percent, avg_turn_time,
      estimated_total_time, estimated_remaining_time, start_time, rollout_start_time, rollout_end_time,
      training_start_time, training_end_time, end_time, created_at, updated_at
    ) = ROW (
      next.number, next.training_id, next.training_number, next.source_type, next.step, next.model_path,
      next.learning_rate, next.num_groups, next.group_size, next.max_turns, next.temperature, next.reward_function,
      next.box_type, next.max_concurrent_rollouts, next.status, next.phase, next.status_message, next.error_message,
      next.completed_substeps, next.total_substeps, next.loss, next.kl_divergence, next.policy_gradient_norm,
      next.num_tokens, next.new_model_path, next.checkpoint_path, next.metrics, next.result_message, next.statistics,
      next.progress_percent, next.avg_turn_time, next.estimated_total_time, next.estimated_remaining_time,
      next.start_time, next.rollout_start_time, next.rollout_end_time, next.training_start_time,
      next.training_end_time, next.end_time, next.created_at, next.updated_at
    ) WHERE service_id = next.service_id AND id = next.id;
  END IF;

  INSERT INTO record_event (service_id, training_id, kind, number, record_id, old_status, new_status, progress_percent,
    status_message, changed_at)
  VALUES (next.service_id, next.training_id, coalesce(next.source_type, 'batch'), next.number, next.id, old_status,
    next.status, next.progress_percent, next.status_message, next.updated_at);
  RETURN NULL;
END
$$;

CREATE FUNCTION project_group() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
  next group_record;
  old_status text;
  gone bigint;
BEGIN
  IF TG_OP = 'DELETE' OR NEW.payloadbinary IS NULL THEN
    DELETE FROM group_record WHERE service_id = OLD.serviceid AND id = record_uuid(OLD, 'group')
      RETURNING number INTO gone;
    PERFORM forget_records('group', gone, gone);
    RETURN NULL;
  END IF;

  BEGIN
    next := decode_group(NEW);
  EXCEPTION WHEN data_exception THEN
    PERFORM reject_record('group', NEW.grainidextensionstring, SQLERRM);
  END;
  IF next.id IS NULL THEN
    PERFORM reject_record('group', NEW.grainidextensionstring,
      'the grain key is not group: and a UUID in lower case');
  END IF;

  SELECT status INTO old_status FROM group_record WHERE service_id = next.service_id AND id = next.id;
  IF NOT FOUND THEN
    INSERT INTO group_record SELECT next.*;
  ELSE
    UPDATE group_record SET (
      number, training_id, training_number, batch_id, batch_number, source_type, step, model_path, group_num, task_id,
      task_number, task_max_steps, validation_query, expected_result, num_rollouts, max_turns, temperature,
      reward_function, box_type, max_concurrent_rollouts, status, status_message, error_message, statistics,
      completed_rollouts, progress_percent, avg_turn_time, estimated_total_time, estimated_remaining_time, start_time,
      end_time, created_at, updated_at, step_id, eval_id, baseline_id
    ) = ROW (
      next.number, next.training_id, next.training_number, next.batch_id, next.batch_number, next.source_type,
      next.step, next.model_path, next.group_num, next.task_id, next.task_number, next.task_max_steps,
      next.validation_query, next.expected_result, next.num_rollouts, next.max_turns, next.temperature,
      next.reward_function, next.box_type, next.max_concurrent_rollouts, next.status, next.status_message,
      next.error_message, next.statistics, next.completed_rollouts, next.progress_percent, next.avg_turn_time,
      next.estimated_total_time, next.estimated_remaining_time, next.start_time, next.end_time, next.created_at,
      next.updated_at, next.step_id, next.eval_id, next.baseline_id
    ) WHERE service_id = next.service_id AND id = next.id;
  END IF;

  INSERT INTO record_event (service_id, training_id, kind, number, record_id, old_status, new_status, progress_percent,
    status_message, changed_at)
  VALUES (next.service_id, next.training_id, 'group', next.number, next.id, old_status, next.status,
    next.progress_percent, next.status_message, next.updated_at);
  RETURN NULL;
END
$$;

CREATE FUNCTION project_rollout() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
  next rollout_record;
  before record;
  gone bigint;
BEGIN
  IF TG_OP = 'DELETE' OR NEW.payloadbinary IS NULL THEN
    DELETE FROM rollout_record WHERE service_id = OLD.serviceid AND id = record_uuid(OLD, 'rollout')
      RETURNING number INTO gone;
    PERFORM forget_records('rollout', gone, gone);
    PERFORM forget_records('environment', gone * 100 + 1, gone * 100 + 99);
    RETURN NULL;
  END IF;

  BEGIN
    next := decode_rollout(NEW);
  EXCEPTION WHEN data_exception THEN
    PERFORM reject_record('rollout', NEW.grainidextensionstring, SQLERRM);
  END;
  IF next.id IS NULL THEN
    PERFORM reject_record('rollout', NEW.grainidextensionstring,
      'the grain key is not rollout: and a UUID in lower case');
  END IF;

  SELECT status, attempts INTO before FROM rollout_record WHERE service_id = next.service_id AND id = next.id;
  IF NOT FOUND THEN
    INSERT INTO rollout_record SELECT next.*;
  ELSE
    UPDATE rollout_record SET (
      number, training_id, training_number, batch_id, batch_number, source_type, step, model_path, group_id,
      group_number, group_num, task_id, task_number, task_max_steps, validation_query, expected_result, num_rollouts,
      max_turns, temperature, reward_function, box_type, env_index, initial_status, environment_type, status, phase,
      paused, status_message, error_kind, error_message, attempts, task_completed, agent_reported_success,
      finish_message, stop_reason, num_turns, num_total_actions, consecutive_repeated_actions, parse_errors,
      tool_name_errors, tool_arg_errors, runtime_errors, attempted_completion, ran_out_of_turns, turn_first_success,
      turn_task_completed, errors, rollout_time, task_start_time, task_end_time, summary, given_reward, masked,
      validation_passed, strict_success, reward, reward_function_used, reward_version, validations, progress_percent,
      start_time, end_time, env_creation_time, agent_init_time, validation_time, created_at, updated_at, run_id,
      attempt_count, step_id, eval_id, baseline_id
    ) = ROW (
      next.number, next.training_id, next.training_number, next.batch_id, next.batch_number, next.source_type,
      next.step, next.model_path, next.group_id, next.group_number, next.group_num, next.task_id, next.task_number,
      next.task_max_steps, next.validation_query, next.expected_result, next.num_rollouts, next.max_turns,
      next.temperature, next.reward_function, next.box_type, next.env_index, next.initial_status,
      next.environment_type, next.status, next.phase, next.paused, next.status_message, next.error_kind,
      next.error_message, next.attempts, next.task_completed, next.agent_reported_success, next.finish_message,
      next.stop_reason, next.num_turns, next.num_total_actions, next.consecutive_repeated_actions, next.parse_errors,
      next.tool_name_errors, next.tool_arg_errors, next.runtime_errors, next.attempted_completion,
      next.ran_out_of_turns, next.turn_first_success, next.turn_task_completed, next.errors, next.rollout_time,
      next.task_start_time, next.task_end_time, next.summary, next.given_reward, next.masked, next.validation_passed,
      next.strict_success, next.reward, next.reward_function_used, next.reward_version, next.validations,
      next.progress_percent, next.start_time, next.end_time, next.env_creation_time, next.agent_init_time,
      next.validation_time, next.created_at, next.updated_at, next.run_id, next.attempt_count, next.step_id,
      next.eval_id, next.baseline_id
    ) WHERE service_id = next.service_id AND id = next.id;
  END IF;

  INSERT INTO record_event (service_id, training_id, kind, number, record_id, old_status, new_status, progress_percent,
    status_message, changed_at)
  VALUES (next.service_id, next.training_id, 'rollout', next.number, next.id, before.status, next.status,
    next.progress_percent, next.status_message, next.updated_at);

  IF next.attempts::text IS DISTINCT FROM before.attempts::text THEN
    INSERT INTO record_event (service_id, training_id, kind, number, record_id, old_status, new_status, status_message,
      changed_at)
    SELECT next.service_id, next.training_id, 'environment', next.number * 100 + place, next.id, o.value ->> 'status',
      coalesce(n.value ->> 'status', 'pending'), n.value ->> 'status_message', next.updated_at
    FROM attempt_environments(next.attempts::text) AS n (value, place)
    LEFT JOIN attempt_environments(before.attempts::text) AS o (value, place) USING (place)
    WHERE n.value ->> 'status' IS DISTINCT FROM o.value ->> 'status';
  END IF;

  RETURN NULL;
END
$$;

CREATE TRIGGER training_written AFTER INSERT OR UPDATE ON orleansstorage
FOR EACH ROW WHEN (NEW.graintypestring = 'training') EXECUTE FUNCTION project_training();
CREATE TRIGGER training_deleted AFTER DELETE ON orleansstorage
FOR EACH ROW WHEN (OLD.graintypestring = 'training') EXECUTE FUNCTION project_training();

CREATE TRIGGER batch_written AFTER INSERT OR UPDATE ON orleansstorage
FOR EACH ROW WHEN (NEW.graintypestring = 'batch') EXECUTE FUNCTION project_batch();
CREATE TRIGGER batch_deleted AFTER DELETE ON orleansstorage
FOR EACH ROW WHEN (OLD.graintypestring = 'batch') EXECUTE FUNCTION project_batch();

CREATE TRIGGER group_written AFTER INSERT OR UPDATE ON orleansstorage
FOR EACH ROW WHEN (NEW.graintypestring = 'group') EXECUTE FUNCTION project_group();
CREATE TRIGGER group_deleted AFTER DELETE ON orleansstorage
FOR EACH ROW WHEN (OLD.graintypestring = 'group') EXECUTE FUNCTION project_group();

CREATE TRIGGER rollout_written AFTER INSERT OR UPDATE ON orleansstorage
FOR EACH ROW WHEN (NEW.graintypestring = 'rollout') EXECUTE FUNCTION project_rollout();
CREATE TRIGGER rollout_deleted AFTER DELETE ON orleansstorage
FOR EACH ROW WHEN (OLD.graintypestring = 'rollout') EXECUTE FUNCTION project_rollout();

-- Status changes by the original's name, of records and devices.
CREATE VIEW status_history AS
SELECT id, kind AS entity_type, number AS entity_id, old_status, new_status, progress_percent, status_message,
  NULL::text AS metadata_json, changed_at, changed_at AS created_at, actor, record_id, training_id AS training_uuid,
  service_id
FROM record_event
WHERE new_status IS DISTINCT FROM old_status;

INSERT INTO read_model (kind, table_name, decoder) VALUES
  ('training', 'training_record', 'decode_training'), ('batch', 'batch_record', 'decode_batch'),
  ('group', 'group_record', 'decode_group'), ('rollout', 'rollout_record', 'decode_rollout');
INSERT INTO stored_table (name) VALUES ('training_record'), ('batch_record'), ('group_record'), ('rollout_record'),
  ('record_event'), ('annotation'), ('reward_layer'), ('reward_layer_row');
