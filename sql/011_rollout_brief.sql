-- What lists of rollouts are filtered by gets a table of its own, and a rollout costs fewer statements.

-- Of each rollout what lists are filtered by, and nothing that only its description needs: counted from its index alone, or
-- from few pages where that is not vacuumed yet. What changes here changes no index of rollout_record, whose updates so
-- stay in their pages.
CREATE TABLE rollout_brief (
  service_id  text COLLATE "C" NOT NULL,
  id          uuid NOT NULL,
  training_id uuid,
  source_type text COLLATE "C",
  task_id     text COLLATE "C",
  status      text COLLATE "C",
  error_kind  text COLLATE "C",
  reward      double precision,
  start_time  timestamptz,
  created_at  timestamptz,
  PRIMARY KEY (service_id, id)
) WITH (
  fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02,
  autovacuum_analyze_scale_factor = 0.02);

INSERT INTO rollout_brief
SELECT service_id, id, training_id, source_type, task_id, status, error_kind, reward, start_time, created_at
FROM rollout_record;

-- No index beside the key leads with service_id, which is the same in all rows: a plan that was made when the tables were
-- empty must not take it for a way to one record.
CREATE INDEX rollout_brief_by_training ON rollout_brief (training_id, created_at, id)
  INCLUDE (service_id, status, source_type, task_id, reward, error_kind, start_time);

DROP INDEX rollout_record_by_training, group_record_by_training, batch_record_by_training, training_record_by_age,
  run_by_simulation, run_by_age, simulation_by_age;
CREATE INDEX rollout_record_by_training ON rollout_record (training_id, created_at, id);
CREATE INDEX group_record_by_training ON group_record (training_id, created_at, id);
CREATE INDEX batch_record_by_training ON batch_record (training_id, created_at, id);
CREATE INDEX training_record_by_age ON training_record (created_at, id);
CREATE INDEX run_by_simulation ON run (simulation_id, created_at, id)
  INCLUDE (service_id, detached, start_run_id, start_step, status);
CREATE INDEX run_by_age ON run (created_at, id);
CREATE INDEX simulation_by_age ON simulation (created_at, id);

-- Room in a page for the last version of each of its rollouts beside the first.
ALTER TABLE rollout_record SET (fillfactor = 40);

CREATE FUNCTION decode_rollout_brief(stored orleansstorage) RETURNS rollout_brief
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
DECLARE
  r rollout_record := decode_rollout(stored);
BEGIN
  RETURN (r.service_id, r.id, r.training_id, r.source_type, r.task_id, r.status, r.error_kind, r.reward, r.start_time,
    r.created_at)::rollout_brief;
END
$$;

CREATE OR REPLACE FUNCTION project_rollout() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
  next rollout_record;
  before record;
  device text;
  former_device text;
  is_single boolean;
  gone bigint;
BEGIN
  IF TG_OP = 'DELETE' OR NEW.payloadbinary IS NULL THEN
    DELETE FROM rollout_record WHERE service_id = OLD.serviceid AND id = record_uuid(OLD, 'rollout')
      RETURNING number INTO gone;
    DELETE FROM rollout_brief WHERE service_id = OLD.serviceid AND id = record_uuid(OLD, 'rollout');
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

  SELECT status, attempts, attempt_count INTO before FROM rollout_record
  WHERE service_id = next.service_id AND id = next.id;
  IF NOT FOUND THEN
    INSERT INTO rollout_record SELECT next.*;
    INSERT INTO rollout_brief VALUES (next.service_id, next.id, next.training_id, next.source_type, next.task_id,
      next.status, next.error_kind, next.reward, next.start_time, next.created_at);
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
    UPDATE rollout_brief SET (training_id, source_type, task_id, status, error_kind, reward, start_time, created_at) =
      ROW (next.training_id, next.source_type, next.task_id, next.status, next.error_kind, next.reward, next.start_time,
        next.created_at)
    WHERE service_id = next.service_id AND id = next.id;
  END IF;

  -- A single attempt, the usual case, is not taken apart as a list.
  is_single := next.attempt_count = 1 AND coalesce(before.attempt_count, 1) = 1;
  IF is_single THEN
    device := plain_member(next.attempts::text, '0', 'environment', 'status');
    former_device := plain_member(before.attempts::text, '0', 'environment', 'status');
  END IF;

  INSERT INTO record_event (service_id, training_id, kind, number, record_id, old_status, new_status, progress_percent,
    status_message, changed_at)
  VALUES (next.service_id, next.training_id, 'rollout', next.number, next.id, before.status, next.status,
    next.progress_percent, next.status_message, next.updated_at);

  IF is_single AND device IS DISTINCT FROM former_device THEN
    INSERT INTO record_event (service_id, training_id, kind, number, record_id, old_status, new_status, status_message,
      changed_at)
    VALUES (next.service_id, next.training_id, 'environment', next.number * 100 + 1, next.id, former_device,
      coalesce(device, 'pending'), plain_member(next.attempts::text, '0', 'environment', 'status_message'),
      next.updated_at);
  ELSIF NOT is_single AND next.attempts::text IS DISTINCT FROM before.attempts::text THEN
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

-- In one statement what was a lock and an update, unless the run is pruned or its status stays.
CREATE OR REPLACE FUNCTION move_run(changed run) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  ended bigint;
  needed text[];
BEGIN
  IF changed.status <> 'pruned' THEN
    UPDATE run_head SET status = changed.status, changed = pg_current_xact_id()
    WHERE run_id = changed.id AND status <> changed.status RETURNING head INTO ended;
    IF NOT FOUND THEN
      SELECT head INTO STRICT ended FROM run_head WHERE run_id = changed.id FOR NO KEY UPDATE;
    END IF;
  ELSE
    -- Stronger than the lock of those who start a run at a state of this one, or name it: they wait, or were waited for.
    SELECT head INTO STRICT ended FROM run_head WHERE run_id = changed.id FOR UPDATE;
  END IF;

  IF ended <> changed.final_head THEN
    PERFORM refuse('CU003', format('Run %s ends at step %s, not at %s.', changed.id, ended, changed.final_head),
      changed.id::text, changed.final_head::text, ended::text);
  END IF;

  IF changed.status = 'pruned' THEN
    UPDATE run_head SET status = 'pruned', changed = pg_current_xact_id()
    WHERE run_id = changed.id AND status <> 'pruned';
    IF NOT FOUND THEN
      RETURN;
    END IF;

    needed := ARRAY(
      (SELECT 'run ' || id FROM run WHERE start_run_id = changed.id AND status <> 'pruned' ORDER BY created_at, id LIMIT 5)
      UNION ALL
      (SELECT 'tag ' || name FROM state_tag WHERE run_id = changed.id ORDER BY name LIMIT 5));
    IF needed <> '{}' THEN
      PERFORM refuse('CU004', format('Run %s is needed by %s.', changed.id, array_to_string(needed, ', ')),
        VARIADIC changed.id::text || needed);
    END IF;
  END IF;
END
$$;

-- As the records of trainings are decoded: the whole document at once where it has no escapes.
DROP FUNCTION decode_run(orleansstorage);
CREATE FUNCTION decode_run(stored orleansstorage) RETURNS run
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
DECLARE
  plain text := convert_from(stored.payloadbinary, 'UTF8');
  masked json;
  r run;
BEGIN
  r.name := ''; r.detached := false; r.origin_step := 0; r.config_overrides := '{}'; r.status := 'active';
  r.created_at := '0001-01-01 00:00:00+00';
  IF strpos(plain, '\u') = 0 THEN
    r := json_populate_record(r, plain::json);
  ELSE
    r := json_populate_record(r, record_legal(plain)::json);
    masked := record_mask(plain)::json;
    r.config_overrides := coalesce(record_value(masked -> 'config_overrides'), r.config_overrides);
    r.total_reward := coalesce(record_value(masked -> 'total_reward'), r.total_reward);
  END IF;

  r.service_id := stored.serviceid;
  r.id := record_uuid(stored, 'run');
  RETURN r;
END
$$;

CREATE OR REPLACE FUNCTION project_run() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
  next run;
BEGIN
  IF TG_OP = 'DELETE' OR NEW.payloadbinary IS NULL THEN
    RAISE EXCEPTION 'The record of grain % cannot be removed: its states would be nobody''s', OLD.grainidextensionstring
      USING ERRCODE = 'restrict_violation', HINT = 'Prune the run.';
  END IF;

  BEGIN
    next := decode_run(NEW);
  EXCEPTION WHEN data_exception THEN
    PERFORM reject_record('run', NEW.grainidextensionstring, SQLERRM);
  END;
  IF next.id IS NULL THEN
    PERFORM reject_record('run', NEW.grainidextensionstring, 'the grain key is not run: and a UUID in lower case');
  END IF;
  IF num_nulls(next.start_run_id, next.start_step) = 1 THEN
    PERFORM reject_record('run', NEW.grainidextensionstring, 'start_run_id and start_step go together');
  END IF;

  IF TG_OP = 'INSERT' THEN
    PERFORM begin_run(next);
    INSERT INTO run SELECT next.*;
    RETURN NULL;
  END IF;

  PERFORM move_run(next);
  UPDATE run SET (
    simulation_id, name, description, detached, parent_run_id, start_run_id, start_step, origin_step, config_overrides,
    status, total_reward, failure_reason, created_at, started_at, completed_at, final_head
  ) = ROW (
    next.simulation_id, next.name, next.description, next.detached, next.parent_run_id, next.start_run_id,
    next.start_step, next.origin_step, next.config_overrides, next.status, next.total_reward, next.failure_reason,
    next.created_at, next.started_at, next.completed_at, next.final_head
  ) WHERE service_id = next.service_id AND id = next.id;
  RETURN NULL;
END
$$;

-- One kind of record may have several read tables.
ALTER TABLE read_model DROP CONSTRAINT read_model_pkey, ADD PRIMARY KEY (kind, table_name);
INSERT INTO read_model (kind, table_name, decoder) VALUES ('rollout', 'rollout_brief', 'decode_rollout_brief');
INSERT INTO stored_table (name) VALUES ('rollout_brief');
