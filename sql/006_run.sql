-- Runs and their states. `run` is the read table of the runs' records. The other tables are facts, which no record can give
-- back: the end of each run's history and its fence (`run_head`), the states (`run_state`), contents by their hash (`blob`)
-- and names of states (`state_tag`). A state's id, outside, is its run's id, a dot and its step; the root's step is 0.

-- A rule of ours that is broken, as an error of class CU. The service takes it apart by its hint: its data, as JSON.
CREATE FUNCTION refuse(code text, message text, VARIADIC data text[]) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = code, MESSAGE = message, HINT = to_json(data)::text;
END
$$;

-- start_run_id and start_step are the state that the run's own first state follows, null for a root; parent_run_id the run
-- that it branched from. final_head is where the caller that ended the run expected its history to end.
CREATE TABLE run (
  service_id       text COLLATE "C" NOT NULL,
  id               uuid NOT NULL,
  simulation_id    text COLLATE "C",
  name             text,
  description      text,
  detached         boolean,
  parent_run_id    uuid,
  start_run_id     uuid,
  start_step       bigint,
  origin_step      bigint,
  config_overrides json,
  status           text COLLATE "C",
  total_reward     json,
  failure_reason   text,
  created_at       timestamptz,
  started_at       timestamptz,
  completed_at     timestamptz,
  final_head       bigint,
  PRIMARY KEY (service_id, id)
) WITH (fillfactor = 80);

-- The first holds all that a tree is loaded from, and the number of runs.
CREATE INDEX run_by_simulation ON run (service_id, simulation_id, created_at, id)
  INCLUDE (detached, start_run_id, start_step, status);
CREATE INDEX run_by_age ON run (service_id, created_at, id);
CREATE INDEX run_by_start ON run (start_run_id, start_step, created_at, id) WHERE start_run_id IS NOT NULL;

-- The fence of a run: states are appended only by moving head on from where it is expected, while status is active.
-- first_step is that of the run's own first state; head is one less while there is none. Changed in place, so that an
-- append touches no index of it. changed is the transaction that did it last, by which turns can be followed.
CREATE TABLE run_head (
  run_id     uuid NOT NULL PRIMARY KEY,
  head       bigint NOT NULL,
  first_step bigint NOT NULL,
  status     text COLLATE "C" NOT NULL,
  changed    xid8 NOT NULL DEFAULT pg_current_xact_id()
) WITH (fillfactor = 50);

CREATE INDEX run_head_pruned ON run_head (run_id) WHERE status = 'pruned';

-- JSON is kept as the UTF-8 bytes that came. step_number is the caller's own, where it differs from step. The first row of
-- an append carries the append's identity: what a repetition is known by.
CREATE TABLE run_state (
  run_id            uuid NOT NULL,
  step              bigint NOT NULL,
  created_at        timestamptz NOT NULL,
  reward            double precision,
  step_number       bigint,
  operation         uuid,
  operation_hash    uuid,
  operation_count   integer,
  done              boolean NOT NULL,
  truncated         boolean NOT NULL,
  observation       bytea NOT NULL,
  action            bytea,
  info              bytea,
  extra_metadata    bytea,
  token_ids         integer[],
  log_probabilities real[],
  blobs             bytea[],
  PRIMARY KEY (run_id, step)
);

CREATE UNIQUE INDEX run_state_by_operation ON run_state (run_id, operation) WHERE operation IS NOT NULL;
CREATE INDEX run_state_done ON run_state (run_id, step) WHERE done;
CREATE INDEX run_state_by_blob ON run_state USING gin (blobs) WHERE blobs IS NOT NULL;

-- A server that was built without lz4 keeps its own way.
DO $$
BEGIN
  ALTER TABLE run_state
    ALTER observation SET COMPRESSION lz4, ALTER action SET COMPRESSION lz4,
    ALTER info SET COMPRESSION lz4, ALTER extra_metadata SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
  NULL;
END
$$;

-- Contents by SHA-256, each once. Pictures do not get smaller by compressing them again.
CREATE TABLE blob (
  sha256     bytea NOT NULL PRIMARY KEY,
  media_type text NOT NULL,
  size       bigint NOT NULL,
  created_at timestamptz NOT NULL,
  touched_at timestamptz NOT NULL,
  content    bytea NOT NULL
);

ALTER TABLE blob ALTER content SET STORAGE EXTERNAL;

-- Names of states; an empty simulation_id stands for the states that belong to none.
CREATE TABLE state_tag (
  service_id    text COLLATE "C" NOT NULL,
  simulation_id text COLLATE "C" NOT NULL DEFAULT '',
  name          text COLLATE "C" NOT NULL,
  run_id        uuid NOT NULL,
  step          bigint NOT NULL,
  created_at    timestamptz NOT NULL,
  PRIMARY KEY (service_id, simulation_id, name)
);

CREATE INDEX state_tag_by_run ON state_tag (run_id);

-- An id that is no UUID in its canonical form gives null, so that no two keys can project to one row.
CREATE FUNCTION decode_run(stored orleansstorage) RETURNS SETOF run
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
AS $$
  SELECT stored.serviceid,
    CASE WHEN record_id(stored, 'run') ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN record_id(stored, 'run')::uuid END,
    record_text(r.simulation_id), coalesce(record_text(r.name), ''), record_text(r.description), coalesce(r.detached, false),
    r.parent_run_id, r.start_run_id, r.start_step, coalesce(r.origin_step, 0),
    coalesce(record_value(r.config_overrides), '{}'), coalesce(r.status, 'active'), record_value(r.total_reward),
    record_text(r.failure_reason), coalesce(r.created_at, '0001-01-01 00:00:00+00'), r.started_at, r.completed_at, r.final_head
  FROM json_to_record(record_json(convert_from(stored.payloadbinary, 'UTF8'))) AS r (
    simulation_id text, name text, description text, detached boolean, parent_run_id uuid, start_run_id uuid,
    start_step bigint, origin_step bigint, config_overrides json, status text, total_reward json, failure_reason text,
    created_at timestamptz, started_at timestamptz, completed_at timestamptz, final_head bigint)
$$;

-- The head of a new run. The state that it starts after must be there to stay: its run cannot be pruned until this commits.
CREATE FUNCTION begin_run(started run) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  place text := started.start_run_id || '.' || started.start_step;
  owner record;
BEGIN
  IF started.start_run_id IS NOT NULL THEN
    SELECT h.head, h.first_step, h.status, r.simulation_id INTO owner
    FROM run r JOIN run_head h ON h.run_id = r.id
    WHERE r.service_id = started.service_id AND r.id = started.start_run_id
    FOR KEY SHARE OF h;
    IF NOT FOUND THEN
      PERFORM refuse('CU001', format('There is no state %s.', place), 'state', place);
    ELSIF owner.status = 'pruned' THEN
      PERFORM refuse('CU002', format('The run of state %s was pruned.', place), started.start_run_id::text);
    ELSIF started.start_step NOT BETWEEN owner.first_step AND owner.head THEN
      PERFORM refuse('CU001', format('There is no state %s.', place), 'state', place);
    ELSIF owner.simulation_id <> started.simulation_id THEN
      PERFORM refuse('CU005', format('State %s belongs to another simulation.', place),
        'starts_after', format('state %s belongs to simulation %s, not to %s.', place, owner.simulation_id, started.simulation_id));
    END IF;
  END IF;

  INSERT INTO run_head (run_id, head, first_step, status)
  VALUES (started.id, coalesce(started.start_step, -1), coalesce(started.start_step, -1) + 1, started.status)
  ON CONFLICT (run_id) DO NOTHING;
  IF NOT FOUND THEN
    -- Another service in this database has the id.
    PERFORM refuse('CU006', format('The run %s exists.', started.id), 'run', started.id::text);
  END IF;
END
$$;

-- Status into the fence. It waits for appends in flight, and every later one meets it.
CREATE FUNCTION move_run(changed run) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  fence record;
  needed text[];
BEGIN
  IF changed.status = 'pruned' THEN
    -- Stronger than the lock of those who start a run at a state of this one, or name it: they wait, or were waited for.
    SELECT head, status INTO STRICT fence FROM run_head WHERE run_id = changed.id FOR UPDATE;
  ELSE
    SELECT head, status INTO STRICT fence FROM run_head WHERE run_id = changed.id FOR NO KEY UPDATE;
  END IF;

  IF fence.head <> changed.final_head THEN
    PERFORM refuse('CU003', format('Run %s ends at step %s, not at %s.', changed.id, fence.head, changed.final_head),
      changed.id::text, changed.final_head::text, fence.head::text);
  END IF;

  IF fence.status = changed.status THEN
    RETURN;
  END IF;

  IF changed.status = 'pruned' THEN
    needed := ARRAY(
      (SELECT 'run ' || id FROM run WHERE start_run_id = changed.id AND status <> 'pruned' ORDER BY created_at, id LIMIT 5)
      UNION ALL
      (SELECT 'tag ' || name FROM state_tag WHERE run_id = changed.id ORDER BY name LIMIT 5));
    IF needed <> '{}' THEN
      PERFORM refuse('CU004', format('Run %s is needed by %s.', changed.id, array_to_string(needed, ', ')),
        VARIADIC changed.id::text || needed);
    END IF;
  END IF;

  UPDATE run_head SET status = changed.status, changed = pg_current_xact_id() WHERE run_id = changed.id;
END
$$;

CREATE FUNCTION project_run() RETURNS trigger
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
    SELECT * INTO next FROM decode_run(NEW);
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
  ELSE
    PERFORM move_run(next);
  END IF;

  INSERT INTO run SELECT next.*
  ON CONFLICT (service_id, id) DO UPDATE SET
    simulation_id = excluded.simulation_id, name = excluded.name, description = excluded.description,
    detached = excluded.detached, parent_run_id = excluded.parent_run_id, start_run_id = excluded.start_run_id,
    start_step = excluded.start_step, origin_step = excluded.origin_step, config_overrides = excluded.config_overrides,
    status = excluded.status, total_reward = excluded.total_reward, failure_reason = excluded.failure_reason,
    created_at = excluded.created_at, started_at = excluded.started_at, completed_at = excluded.completed_at,
    final_head = excluded.final_head;
  RETURN NULL;
END
$$;

CREATE TRIGGER run_written AFTER INSERT OR UPDATE ON orleansstorage
FOR EACH ROW WHEN (NEW.graintypestring = 'run') EXECUTE FUNCTION project_run();

CREATE TRIGGER run_deleted AFTER DELETE ON orleansstorage
FOR EACH ROW WHEN (OLD.graintypestring = 'run') EXECUTE FUNCTION project_run();

-- For people: the original tables by their names and columns.
CREATE VIEW simulation_run AS
SELECT r.service_id, r.id::text AS id, r.simulation_id, r.name, r.description,
  CASE WHEN r.start_run_id IS NOT NULL THEN r.start_run_id || '.' || r.start_step
    WHEN h.head >= h.first_step THEN r.id || '.' || h.first_step END AS root_state_id,
  CASE WHEN h.head >= h.first_step THEN r.id || '.' || h.head
    ELSE r.start_run_id || '.' || r.start_step END AS current_state_id,
  r.parent_run_id::text AS parent_run_id,
  CASE WHEN r.parent_run_id IS NOT NULL THEN r.start_run_id || '.' || r.start_step END AS branch_point_state_id,
  r.config_overrides, r.status, greatest(h.head - coalesce(r.start_step, 0), 0) AS total_steps, r.total_reward,
  r.created_at, r.started_at, r.completed_at
FROM run r JOIN run_head h ON h.run_id = r.id
WHERE NOT r.detached;

CREATE VIEW state AS
SELECT r.service_id, s.run_id || '.' || s.step AS id, r.simulation_id, s.run_id::text AS run_id,
  CASE WHEN s.step > h.first_step THEN s.run_id || '.' || s.step - 1
    ELSE r.start_run_id || '.' || r.start_step END AS parent_state_id,
  convert_from(s.observation, 'UTF8')::json AS observation, convert_from(s.action, 'UTF8')::json AS action,
  s.reward, s.done, s.truncated, coalesce(s.step_number, s.step) AS step_number,
  convert_from(s.info, 'UTF8')::json AS info, convert_from(s.extra_metadata, 'UTF8')::json AS extra_metadata,
  s.token_ids, s.log_probabilities, s.blobs, s.created_at
FROM run_state s JOIN run_head h USING (run_id) JOIN run r ON r.id = s.run_id;

INSERT INTO read_model (kind, table_name, decoder) VALUES ('run', 'run', 'decode_run');
INSERT INTO stored_table (name) VALUES ('run'), ('run_head'), ('run_state'), ('blob'), ('state_tag');
