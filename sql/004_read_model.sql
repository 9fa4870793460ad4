-- The read model: tables that people and monitors query, written by triggers in the transaction of the grain's own row.
-- Per grain kind there is one table, one function that decodes a stored row, and triggers that call it. This registry
-- names them, for `db rebuild` and `db verify`, which call the same function.
CREATE TABLE read_model (
  kind       text COLLATE "C" NOT NULL PRIMARY KEY,
  table_name text COLLATE "C" NOT NULL UNIQUE,
  decoder    text COLLATE "C" NOT NULL
);

-- A record may hold, inside the JSON values that callers gave, escapes that Postgres' JSON functions refuse to read
-- although JSON allows them: U+0000 and lone surrogates. A legal record must always project, so \u is masked before the
-- record is taken apart and put back in each value. DEL carries the mask; 0, 1, 2 after it mean DEL, \\ and \u.
CREATE FUNCTION record_mask(plain text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT replace(replace(replace(plain, E'\x7f', E'\x7f0'), '\\', E'\x7f1'), '\u', E'\x7f2') $$;

CREATE FUNCTION record_unmask(masked text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT replace(replace(replace(masked, E'\x7f2', '\u'), E'\x7f1', '\\'), E'\x7f0', E'\x7f') $$;

-- The next three are stable, as what they call is: declared immutable they would not be inlined, and a call costs more
-- than the work.
CREATE FUNCTION record_json(record text) RETURNS json
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN strpos(record, '\u') = 0 AND strpos(record, E'\x7f') = 0 THEN record
    ELSE record_mask(record) END::json
$$;

-- A member of a record as the JSON that came in.
CREATE FUNCTION record_value(member json) RETURNS json
LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN strpos(member::text, E'\x7f') = 0 THEN member ELSE record_unmask(member::text)::json END $$;

-- A text member of a record.
CREATE FUNCTION record_text(member text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN strpos(member, E'\x7f') = 0 THEN member
    ELSE record_unmask(to_json(member)::text)::json #>> '{}' END
$$;

-- The id in a grain's key: what follows the tag of its kind. Any other key gives null, so that no two keys can project to
-- one row; a record under it cannot be projected.
CREATE FUNCTION record_id(stored orleansstorage, tag text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN stored.grainidn0 = 0 AND stored.grainidn1 = 0 AND starts_with(stored.grainidextensionstring, tag || ':')
    THEN nullif(substr(stored.grainidextensionstring, length(tag) + 2), '') END
$$;

CREATE FUNCTION reject_record(kind text, key text, reason text) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
  RAISE EXCEPTION 'The % record of grain % cannot be decoded: %', kind, coalesce(key, '(no text key)'), reason
    USING ERRCODE = 'data_exception',
      HINT = 'A build wrote a shape that this database does not know; apply its migrations first.';
END
$$;
