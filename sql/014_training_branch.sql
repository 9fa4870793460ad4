-- Trainings that go on from a state that another one saved: which one, after which of its steps, and what they took from it.

ALTER TABLE training_record
  ADD COLUMN parent_id uuid,
  ADD COLUMN parent_number bigint,
  ADD COLUMN parent_run_name text,
  ADD COLUMN parent_step integer,
  ADD COLUMN parent_checkpoint_path text,
  ADD COLUMN parent_model_path text,
  ADD COLUMN kl_reference_id uuid,
  ADD COLUMN kl_reference_path text;

CREATE INDEX training_record_by_parent ON training_record (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX training_record_by_kl_reference ON training_record (kl_reference_id) WHERE kl_reference_id IS NOT NULL;

-- The columns of 007 and these; decode_training reads whatever columns the table has.
CREATE OR REPLACE FUNCTION project_training() RETURNS trigger
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
      estimated_remaining_time, archived, deleting, start_time, end_time, last_heartbeat, created_at, updated_at,
      parent_id, parent_number, parent_run_name, parent_step, parent_checkpoint_path, parent_model_path, kl_reference_id,
      kl_reference_path
    ) = ROW (
      next.number, next.run_name, next.log_path, next.model_name, next.lora_rank, next.learning_rate, next.batch_size,
      next.group_size, next.groups_per_batch, next.max_tokens, next.temperature, next.kl_penalty_coef,
      next.num_substeps, next.max_turns, next.seed, next.box_type, next.renderer_name, next.wandb_project,
      next.wandb_name, next.eval_every, next.save_every, next.defined_total_steps, next.defined_eval_tasks,
      next.reward_function, next.max_concurrent_rollouts, next.config, next.status, next.phase, next.current_step,
      next.total_steps, next.eval_tasks, next.start_step, next.checkpoint_path, next.status_message,
      next.error_message, next.actor, next.progress_percent, next.avg_turn_time, next.estimated_total_time,
      next.estimated_remaining_time, next.archived, next.deleting, next.start_time, next.end_time, next.last_heartbeat,
      next.created_at, next.updated_at, next.parent_id, next.parent_number, next.parent_run_name, next.parent_step,
      next.parent_checkpoint_path, next.parent_model_path, next.kl_reference_id, next.kl_reference_path
    ) WHERE service_id = next.service_id AND id = next.id;
  END IF;

  INSERT INTO record_event (service_id, training_id, kind, number, record_id, old_status, new_status, progress_percent,
    status_message, actor, changed_at)
  VALUES (next.service_id, next.id, 'training', next.number, next.id, old_status, next.status,
    next.progress_percent, next.status_message, next.actor, next.updated_at);
  RETURN NULL;
END
$$;

CREATE OR REPLACE VIEW training AS
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
  id AS uuid, service_id,
  parent_number AS parent_training_id, parent_step, parent_checkpoint_path, parent_id AS parent_uuid
FROM training_record;
