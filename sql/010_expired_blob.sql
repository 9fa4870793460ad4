-- Blobs that were deleted by their age although states name them: what readers of those states are told.
CREATE TABLE expired_blob (
  sha256     bytea NOT NULL PRIMARY KEY,
  media_type text NOT NULL,
  size       bigint NOT NULL,
  created_at timestamptz NOT NULL,
  expired_at timestamptz NOT NULL
);

INSERT INTO stored_table (name) VALUES ('expired_blob');

-- Whether a screenshot may go: states name it, and every one of them is older than the cutoff, of a run that has ended, in a
-- training that has ended, and neither it nor what follows it in its run is tagged or branched from.
CREATE FUNCTION is_expirable(service text, screenshot bytea, cutoff timestamptz) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
  SELECT coalesce(bool_and(
    s.created_at < cutoff
    AND (r.status IN ('completed', 'failed', 'pruned')) IS TRUE
    AND (t.status IN ('completed', 'failed', 'cancelled')) IS TRUE
    AND NOT EXISTS (SELECT FROM state_tag g WHERE g.run_id = s.run_id AND g.step >= s.step)
    AND NOT EXISTS (SELECT FROM run b WHERE b.start_run_id = s.run_id AND b.start_step >= s.step AND b.status <> 'pruned')),
    false)
  FROM run_state s
  LEFT JOIN run r ON r.service_id = service AND r.id = s.run_id
  LEFT JOIN training_record t ON t.service_id = service AND t.id =
    CASE WHEN r.simulation_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN r.simulation_id::uuid END
  WHERE s.blobs @> ARRAY[screenshot]
$$;
