-- Simulations, by the names of the original table. JSON is kept as json, not jsonb: jsonb refuses U+0000
-- and lone surrogates, rewrites numbers and drops repeated keys, and what a caller may store must always project.
-- service_id leads every key, since two services may share a database. Beyond the key nothing can refuse a row.
-- updated_at is of the original table: set when a simulation is changed, which no record knows yet.
CREATE TABLE simulation (
  service_id         text COLLATE "C" NOT NULL,
  id                 text COLLATE "C" NOT NULL,
  name               text,
  description        text,
  environment_name   text,
  environment_config json,
  agent_type         text,
  agent_config       json,
  max_steps          json,
  seed               json,
  tags               json,
  created_at         timestamptz,
  updated_at         timestamptz,
  PRIMARY KEY (service_id, id)
) WITH (fillfactor = 80);

CREATE INDEX simulation_by_age ON simulation (service_id, created_at, id);

-- Members that are missing take the defaults that the grain's own record has.
CREATE FUNCTION decode_simulation(stored orleansstorage) RETURNS SETOF simulation
LANGUAGE sql STABLE PARALLEL SAFE ROWS 1
AS $$
  SELECT stored.serviceid, record_id(stored, 'sim'),
    coalesce(record_text(r.name), ''), record_text(r.description),
    coalesce(record_text(r.environment_name), ''), coalesce(record_value(r.environment_config), '{}'),
    coalesce(record_text(r.agent_type), ''), coalesce(record_value(r.agent_config), '{}'),
    record_value(r.max_steps), record_value(r.seed), record_value(r.tags),
    coalesce(r.created_at, '0001-01-01 00:00:00+00'), r.updated_at
  FROM json_to_record(record_json(convert_from(stored.payloadbinary, 'UTF8'))) AS r (
    name text, description text, environment_name text, environment_config json, agent_type text, agent_config json,
    max_steps json, seed json, tags json, created_at timestamptz, updated_at timestamptz)
$$;

CREATE FUNCTION project_simulation() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
  next simulation;
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM simulation WHERE service_id = OLD.serviceid AND id = record_id(OLD, 'sim');
    RETURN NULL;
  END IF;

  IF NEW.payloadbinary IS NULL THEN
    DELETE FROM simulation WHERE service_id = NEW.serviceid AND id = record_id(NEW, 'sim');
    RETURN NULL;
  END IF;

  BEGIN
    SELECT * INTO next FROM decode_simulation(NEW);
  EXCEPTION WHEN data_exception THEN
    PERFORM reject_record('simulation', NEW.grainidextensionstring, SQLERRM);
  END;
  IF next.id IS NULL THEN
    PERFORM reject_record('simulation', NEW.grainidextensionstring, 'the grain key is not sim: and an id');
  END IF;

  INSERT INTO simulation SELECT next.*
  ON CONFLICT (service_id, id) DO UPDATE SET
    name = excluded.name, description = excluded.description,
    environment_name = excluded.environment_name, environment_config = excluded.environment_config,
    agent_type = excluded.agent_type, agent_config = excluded.agent_config,
    max_steps = excluded.max_steps, seed = excluded.seed, tags = excluded.tags,
    created_at = excluded.created_at, updated_at = excluded.updated_at;
  RETURN NULL;
END
$$;

CREATE TRIGGER simulation_written AFTER INSERT OR UPDATE ON orleansstorage
FOR EACH ROW WHEN (NEW.graintypestring = 'simulation') EXECUTE FUNCTION project_simulation();

CREATE TRIGGER simulation_deleted AFTER DELETE ON orleansstorage
FOR EACH ROW WHEN (OLD.graintypestring = 'simulation') EXECUTE FUNCTION project_simulation();

INSERT INTO read_model (kind, table_name, decoder) VALUES ('simulation', 'simulation', 'decode_simulation');
INSERT INTO stored_table (name) VALUES ('simulation');
