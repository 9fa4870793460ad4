-- Devices and pools of them, the leases that devices ever gave, and devices among the environments of the original.

CREATE TABLE device_record (
  service_id          text COLLATE "C" NOT NULL,
  id                  text COLLATE "C" NOT NULL,
  pool                text COLLATE "C",
  box_type            text,
  config              json,
  box_lifetime        double precision,
  status              text COLLATE "C",
  box_id              text COLLATE "C",
  incarnation         integer,
  screen_width        integer,
  screen_height       integer,
  token               bigint,
  lease_id            text COLLATE "C",
  training_id         text COLLATE "C",
  rollout_id          text COLLATE "C",
  attempt             integer,
  lease_seconds       double precision,
  leased_at           timestamptz,
  bound_at            timestamptz,
  expires_at          timestamptz,
  ends_by             timestamptz,
  is_used             boolean,
  box_leases          integer,
  last_lease_id       text COLLATE "C",
  last_lease_token    bigint,
  last_lease_end      text COLLATE "C",
  last_lease_ended_at timestamptz,
  faults              integer,
  last_fault          text,
  last_fault_at       timestamptz,
  num_leases          bigint,
  num_actions         bigint,
  num_faults          bigint,
  status_message      text,
  error_message       text,
  created_at          timestamptz,
  terminated_at       timestamptz,
  updated_at          timestamptz,
  PRIMARY KEY (service_id, id)
) WITH (fillfactor = 60);

CREATE INDEX device_record_by_pool ON device_record (service_id, pool, id);

CREATE TABLE device_pool_record (
  service_id     text COLLATE "C" NOT NULL,
  id             text COLLATE "C" NOT NULL,
  box_type       text,
  min_size       integer,
  max_size       integer,
  warm           integer,
  queue_limit    integer,
  wait_limit     double precision,
  bind_deadline  double precision,
  lease_duration double precision,
  fault_limit    integer,
  box_lifetime   double precision,
  idle_limit     double precision,
  lease_limit    double precision,
  recycle_after  integer,
  box_config     json,
  draining       boolean,
  created_at     timestamptz,
  updated_at     timestamptz,
  PRIMARY KEY (service_id, id)
);

-- Which integer stands for a device among environments: a fact, which a rebuild leaves.
CREATE TABLE device_number (
  service_id text COLLATE "C" NOT NULL,
  id         text COLLATE "C" NOT NULL,
  number     bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (service_id, id)
);

-- Every lease that was ever given, kept by the trigger of the device's record in the same transaction: a fact, too.
CREATE TABLE device_lease (
  service_id  text COLLATE "C" NOT NULL,
  device_id   text COLLATE "C" NOT NULL,
  token       bigint NOT NULL,
  lease_id    text COLLATE "C",
  training_id text COLLATE "C",
  rollout_id  text COLLATE "C",
  attempt     integer,
  box_id      text COLLATE "C",
  leased_at   timestamptz,
  bound_at    timestamptz,
  expires_at  timestamptz,
  ended_at    timestamptz,
  ended       text COLLATE "C",
  PRIMARY KEY (service_id, device_id, token)
) WITH (fillfactor = 70);

-- Leases of one device that held at one instant. There are none.
CREATE VIEW device_lease_overlap AS
SELECT a.service_id, a.device_id, a.token, b.token AS later_token, a.lease_id, b.lease_id AS later_lease_id,
  b.leased_at AS since, least(a.ended_at, b.ended_at) AS until
FROM device_lease a JOIN device_lease b ON b.service_id = a.service_id AND b.device_id = a.device_id AND b.token > a.token
WHERE a.ended_at IS NULL OR a.ended_at > b.leased_at;

-- What boxes of services on this database are labelled with. No other database has it, a restored copy neither, so that
-- nobody ends the boxes of another: it is in no backup.
CREATE TABLE device_owner (
  id text COLLATE "C" NOT NULL PRIMARY KEY
);

INSERT INTO device_owner VALUES ('cuarl-' || substr(replace(gen_random_uuid()::text, '-', ''), 1, 16));

CREATE FUNCTION decode_device(stored orleansstorage) RETURNS device_record
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
DECLARE
  plain text := convert_from(stored.payloadbinary, 'UTF8');
  r device_record;
BEGIN
  r.box_type := ''; r.box_lifetime := 0; r.status := 'pending'; r.incarnation := 0; r.token := 0; r.attempt := 0;
  r.lease_seconds := 0; r.is_used := false; r.box_leases := 0; r.last_lease_token := 0; r.faults := 0; r.num_leases := 0; r.num_actions := 0; r.num_faults := 0;
  r.created_at := '0001-01-01 00:00:00+00'; r.updated_at := '0001-01-01 00:00:00+00';
  IF strpos(plain, '\u') = 0 THEN
    r := json_populate_record(r, plain::json);
  ELSE
    r := json_populate_record(r, record_legal(plain)::json);
    r.config := coalesce(record_value(record_mask(plain)::json -> 'config'), r.config);
  END IF;

  r.service_id := stored.serviceid;
  r.id := record_id(stored, 'device');
  RETURN r;
END
$$;

CREATE FUNCTION decode_device_pool(stored orleansstorage) RETURNS device_pool_record
LANGUAGE plpgsql STABLE PARALLEL SAFE
AS $$
DECLARE
  plain text := convert_from(stored.payloadbinary, 'UTF8');
  r device_pool_record;
BEGIN
  r.box_type := ''; r.min_size := 0; r.max_size := 0; r.warm := 0; r.queue_limit := 0; r.wait_limit := 0;
  r.bind_deadline := 0; r.lease_duration := 0; r.fault_limit := 0; r.box_lifetime := 0; r.idle_limit := 0;
  r.lease_limit := 0; r.recycle_after := 0;
  r.draining := false; r.created_at := '0001-01-01 00:00:00+00'; r.updated_at := '0001-01-01 00:00:00+00';
  IF strpos(plain, '\u') = 0 THEN
    r := json_populate_record(r, plain::json);
  ELSE
    r := json_populate_record(r, record_legal(plain)::json);
    r.box_config := coalesce(record_value(record_mask(plain)::json -> 'box_config'), r.box_config);
  END IF;

  r.service_id := stored.serviceid;
  r.id := record_id(stored, 'pool');
  RETURN r;
END
$$;

-- The id of a device as record_event wants it.
CREATE FUNCTION device_uuid(service_id text, id text) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT md5(service_id || '/device/' || id)::uuid $$;

CREATE FUNCTION project_device() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
  next device_record;
  before device_record;
  own_number bigint;
BEGIN
  IF TG_OP = 'DELETE' OR NEW.payloadbinary IS NULL THEN
    DELETE FROM device_record WHERE service_id = OLD.serviceid AND id = record_id(OLD, 'device');
    DELETE FROM device_lease WHERE service_id = OLD.serviceid AND device_id = record_id(OLD, 'device');
    SELECT number INTO own_number FROM device_number WHERE service_id = OLD.serviceid AND id = record_id(OLD, 'device');
    PERFORM forget_records('environment', -own_number, -own_number);
    RETURN NULL;
  END IF;

  BEGIN
    next := decode_device(NEW);
  EXCEPTION WHEN data_exception THEN
    PERFORM reject_record('device', NEW.grainidextensionstring, SQLERRM);
  END;
  IF next.id IS NULL THEN
    PERFORM reject_record('device', NEW.grainidextensionstring, 'the grain key is not device: and an id');
  END IF;

  SELECT * INTO before FROM device_record WHERE service_id = next.service_id AND id = next.id;
  IF NOT FOUND THEN
    INSERT INTO device_record SELECT next.*;
    INSERT INTO device_number (service_id, id) VALUES (next.service_id, next.id) ON CONFLICT (service_id, id) DO NOTHING;
  ELSE
    UPDATE device_record SET (
      pool, box_type, config, box_lifetime, status, box_id, incarnation, screen_width, screen_height, token, lease_id,
      training_id, rollout_id, attempt, lease_seconds, leased_at, bound_at, expires_at, ends_by, is_used, box_leases,
      last_lease_id, last_lease_token,
      last_lease_end, last_lease_ended_at, faults, last_fault, last_fault_at, num_leases, num_actions, num_faults,
      status_message, error_message, created_at, terminated_at, updated_at
    ) = ROW (
      next.pool, next.box_type, next.config, next.box_lifetime, next.status, next.box_id, next.incarnation,
      next.screen_width, next.screen_height, next.token, next.lease_id, next.training_id, next.rollout_id, next.attempt,
      next.lease_seconds, next.leased_at, next.bound_at, next.expires_at, next.ends_by, next.is_used, next.box_leases,
      next.last_lease_id, next.last_lease_token,
      next.last_lease_end, next.last_lease_ended_at, next.faults, next.last_fault, next.last_fault_at, next.num_leases,
      next.num_actions, next.num_faults, next.status_message, next.error_message, next.created_at, next.terminated_at,
      next.updated_at
    ) WHERE service_id = next.service_id AND id = next.id;
  END IF;

  -- A lease that ended, and one that began: one write may bring both.
  IF before.lease_id IS NOT NULL AND (next.lease_id IS NULL OR next.token <> before.token) THEN
    UPDATE device_lease SET ended_at = coalesce(next.last_lease_ended_at, next.updated_at), ended = next.last_lease_end
    WHERE service_id = next.service_id AND device_id = next.id AND token = before.token;
  END IF;
  IF next.lease_id IS NOT NULL THEN
    INSERT INTO device_lease (service_id, device_id, token, lease_id, training_id, rollout_id, attempt, box_id, leased_at,
      bound_at, expires_at)
    VALUES (next.service_id, next.id, next.token, next.lease_id, next.training_id, next.rollout_id, next.attempt,
      next.box_id, next.leased_at, next.bound_at, next.expires_at)
    ON CONFLICT (service_id, device_id, token) DO UPDATE SET
      box_id = excluded.box_id, bound_at = excluded.bound_at, expires_at = excluded.expires_at;
  END IF;

  IF next.status IS DISTINCT FROM before.status THEN
    INSERT INTO record_event (service_id, kind, number, record_id, old_status, new_status, status_message, changed_at)
    SELECT next.service_id, 'environment', -n.number, device_uuid(next.service_id, next.id), before.status, next.status,
      coalesce(next.status_message, next.error_message), next.updated_at
    FROM device_number n WHERE n.service_id = next.service_id AND n.id = next.id;
  END IF;

  RETURN NULL;
END
$$;

CREATE FUNCTION project_device_pool() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
  next device_pool_record;
BEGIN
  IF TG_OP = 'DELETE' OR NEW.payloadbinary IS NULL THEN
    DELETE FROM device_pool_record WHERE service_id = OLD.serviceid AND id = record_id(OLD, 'pool');
    RETURN NULL;
  END IF;

  BEGIN
    next := decode_device_pool(NEW);
  EXCEPTION WHEN data_exception THEN
    PERFORM reject_record('device_pool', NEW.grainidextensionstring, SQLERRM);
  END;
  IF next.id IS NULL THEN
    PERFORM reject_record('device_pool', NEW.grainidextensionstring, 'the grain key is not pool: and a name');
  END IF;

  INSERT INTO device_pool_record SELECT next.*
  ON CONFLICT (service_id, id) DO UPDATE SET
    box_type = excluded.box_type, min_size = excluded.min_size, max_size = excluded.max_size, warm = excluded.warm,
    queue_limit = excluded.queue_limit, wait_limit = excluded.wait_limit, bind_deadline = excluded.bind_deadline,
    lease_duration = excluded.lease_duration, fault_limit = excluded.fault_limit, box_lifetime = excluded.box_lifetime,
    idle_limit = excluded.idle_limit, lease_limit = excluded.lease_limit, recycle_after = excluded.recycle_after,
    box_config = excluded.box_config, draining = excluded.draining,
    created_at = excluded.created_at, updated_at = excluded.updated_at;
  RETURN NULL;
END
$$;

CREATE TRIGGER device_written AFTER INSERT OR UPDATE ON orleansstorage
FOR EACH ROW WHEN (NEW.graintypestring = 'device') EXECUTE FUNCTION project_device();
CREATE TRIGGER device_deleted AFTER DELETE ON orleansstorage
FOR EACH ROW WHEN (OLD.graintypestring = 'device') EXECUTE FUNCTION project_device();

CREATE TRIGGER device_pool_written AFTER INSERT OR UPDATE ON orleansstorage
FOR EACH ROW WHEN (NEW.graintypestring = 'device_pool') EXECUTE FUNCTION project_device_pool();
CREATE TRIGGER device_pool_deleted AFTER DELETE ON orleansstorage
FOR EACH ROW WHEN (OLD.graintypestring = 'device_pool') EXECUTE FUNCTION project_device_pool();

-- As 008 has it, and the devices: an id below zero is one of theirs.
CREATE OR REPLACE VIEW environment AS
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
  plain_member(e.attempt, 'run_id')::uuid AS run_id, e.rollout_uuid, e.training_uuid, e.service_id, NULL::text AS device_id
FROM (
  SELECT r.number * 100 + r.attempt_count AS id, json_member(r.attempts::text, '-1') AS attempt, r.attempt_count AS place,
    r.number, r.updated_at, r.id AS rollout_uuid, r.training_id AS training_uuid, r.service_id
  FROM rollout_record r WHERE r.attempt_count > 0
  UNION ALL
  SELECT r.number * 100 + a.place, a.element, a.place::integer, r.number, r.updated_at, r.id, r.training_id, r.service_id
  FROM rollout_record r CROSS JOIN LATERAL json_elements(r.attempts::text) a
  WHERE r.attempt_count > 1 AND a.place < r.attempt_count
) e
UNION ALL
SELECT -n.number, d.box_type, d.status COLLATE "default", d.box_id COLLATE "default", d.box_type, d.created_at,
  d.terminated_at, d.status_message, d.error_message,
  d.config::text, d.created_at, d.updated_at, NULL::bigint, NULL::integer, NULL::text, NULL::text, NULL::text, NULL::uuid,
  NULL::uuid, NULL::uuid, d.service_id, d.id
FROM device_record d JOIN device_number n ON n.service_id = d.service_id AND n.id = d.id;

CREATE INDEX device_number_by_number ON device_number (number);

INSERT INTO read_model (kind, table_name, decoder) VALUES
  ('device', 'device_record', 'decode_device'), ('device_pool', 'device_pool_record', 'decode_device_pool');
INSERT INTO stored_table (name) VALUES ('device_record'), ('device_pool_record'), ('device_number'), ('device_lease');
