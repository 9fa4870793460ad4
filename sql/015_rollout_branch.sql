-- Rollouts that go on from another one of their group: which one, in which of its attempts, after which of its turns. What a
-- rollout is never changes, so its trigger writes them with the row; decode_rollout reads whatever columns the table has.

ALTER TABLE rollout_record
  ADD COLUMN branch_env_index integer,
  ADD COLUMN branch_attempt integer,
  ADD COLUMN branch_turn integer;

CREATE INDEX rollout_record_branched ON rollout_record (training_id) WHERE branch_turn IS NOT NULL;
