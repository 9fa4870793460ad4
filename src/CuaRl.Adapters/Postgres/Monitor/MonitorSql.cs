namespace CuaRl.Adapters.Postgres.Monitor;

/// <summary>What the monitor asks of the tables of the original; the first column of records is their own id.</summary>
internal static class MonitorSql
{
    public const string Trainings =
        """
        SELECT r.id AS record_id, t.id, t.run_name, t.log_path, t.model_name, t.status, t.progress_percent, t.current_step,
          t.total_steps, t.avg_turn_time, t.estimated_total_time, t.estimated_remaining_time, t.group_size,
          t.groups_per_batch, t.max_turns, t.config_json, t.start_time, t.end_time, t.last_heartbeat, t.created_at, t.updated_at
        FROM training t JOIN training_record r ON r.number = t.id
        WHERE r.service_id = $1 AND NOT r.archived ORDER BY coalesce(t.start_time, t.created_at) DESC, t.id DESC
        """;

    public const string Training =
        """
        SELECT r.id AS record_id, t.id, t.run_name, t.log_path, t.model_name, t.lora_rank, t.learning_rate, t.batch_size,
          t.group_size, t.groups_per_batch, t.max_tokens, t.temperature, t.kl_penalty_coef, t.num_substeps, t.max_turns, t.seed,
          t.box_type, t.renderer_name, t.wandb_project, t.wandb_name, t.status, t.progress_percent, t.current_step,
          t.total_steps, t.current_phase, t.status_message, t.error_message, t.start_time, t.end_time, t.last_heartbeat,
          t.config_json, t.created_at, t.updated_at
        FROM training t JOIN training_record r ON r.number = t.id
        WHERE r.service_id = $1 AND t.id = $2
        """;

    public const string Baselines =
        """
        SELECT r.id AS record_id, b.id, b.status, b.progress_percent, b.eval_time, b.success_rate, b.avg_reward, b.avg_turns,
          b.avg_turn_time, b.estimated_total_time, b.estimated_remaining_time, b.start_time, b.end_time, b.created_at,
          b.total_tasks, 'baseline' AS type, 'Baseline' AS display_name
        FROM baseline b JOIN batch_record r ON r.source_type = 'baseline' AND r.number = b.id
        WHERE r.service_id = $1 AND b.training_id = $2
        """;

    public const string Steps =
        """
        SELECT r.id AS record_id, s.id, s.step, s.batch, s.status, s.progress_percent, s.reward_mean, s.reward_std, s.loss,
          s.num_trajectories, s.avg_turn_time, s.estimated_total_time, s.estimated_remaining_time, s.start_time, s.end_time,
          s.created_at, 'step' AS type, 'Step ' || s.step AS display_name
        FROM step s JOIN batch_record r ON r.source_type = 'step' AND r.number = s.id
        WHERE r.service_id = $1 AND s.training_id = $2
        """;

    public const string Evals =
        """
        SELECT r.id AS record_id, e.id, e.step, e.status, e.progress_percent, e.eval_time, e.success_rate, e.avg_reward,
          e.avg_turns, e.avg_turn_time, e.estimated_total_time, e.estimated_remaining_time, e.start_time, e.end_time,
          e.created_at, e.total_tasks, 'eval' AS type, 'Eval @ Step ' || e.step AS display_name
        FROM eval e JOIN batch_record r ON r.source_type = 'eval' AND r.number = e.id
        WHERE r.service_id = $1 AND e.training_id = $2
        """;

    public const string Rollout =
        """
        SELECT r.id AS record_id, o.* FROM rollout_without_trajectory o JOIN rollout_record r ON r.number = o.id
        WHERE r.service_id = $1 AND o.id = $2
        """;

    public const string Validations = "SELECT r.validations FROM rollout_record r WHERE r.service_id = $1 AND r.number = $2";

    public const string Task = "SELECT * FROM task WHERE id = $1";

    public const string Environment = "SELECT * FROM environment WHERE id = $1";

    public const string Turns =
        """
        SELECT id, rollout_id, turn, start_time, end_time, turn_time, reward, episode_done, metrics_json, model_response, created_at
        FROM turn WHERE rollout_id = $1 AND turn > 0 ORDER BY turn
        """;

    // A turn's id is found by the rollout and place that it is made of: as a whole, no index knows it.
    public const string HasTurn = "SELECT EXISTS (SELECT FROM turn WHERE rollout_id = $1 AND turn = $2 AND id = $3)";

    public const string ActionsOfTurn = "SELECT * FROM action WHERE rollout_id = $1 AND turn = $2 AND turn_id = $3 ORDER BY id";

    public const string ActionsOfRollout = "SELECT * FROM action WHERE rollout_id = $1 AND turn > 0 ORDER BY turn, id";

    public const string Observations =
        """
        SELECT id, turn_id, obs_type, text_content, screenshot_uri, created_at FROM obs
        WHERE rollout_id = $1 AND turn = $2 AND turn_id = $3 ORDER BY created_at, id
        """;

    public const string ModelInput =
        """
        SELECT model_input_json, screenshot_uri FROM obs
        WHERE rollout_id = $1 AND turn = $2 AND turn_id = $3 AND obs_type = 'screenshot_before'
          AND model_input_json IS NOT NULL ORDER BY id LIMIT 1
        """;

    public const string Screenshot = "SELECT screenshot_uri, obs_type FROM obs WHERE rollout_id = $1 AND turn = $2 AND id = $3";

    /// <summary>Which limit applies to a batch's rollouts is shown with it, as the original takes the training's.</summary>
    public static string Item(string type) =>
        $"""
        SELECT r.id AS record_id, b.*, r.max_turns
        FROM {type} b JOIN batch_record r ON r.source_type = '{type}' AND r.number = b.id
        WHERE r.service_id = $1 AND b.id = $2
        """;

    public static string Groups(string type) =>
        $"""
        SELECT r.id AS record_id, g.id, g.group_num, g.status, g.progress_percent, g.completed_rollouts, g.num_rollouts,
          g.reward_mean, g.reward_std, g.start_time, g.end_time, g.created_at, g.updated_at
        FROM "group" g JOIN group_record r ON r.number = g.id
        WHERE r.service_id = $1 AND g.source_type = '{type}' AND g.{type}_id = $2 ORDER BY g.group_num
        """;

    public static string Rollouts(string type) =>
        $"""
        SELECT r.id AS record_id, o.id, o.rollout_id, o.task_id, t.name AS task_name, t.task_id AS task_key, o.status,
          o.task_success, o.validation_passed, o.num_turns, o.current_turn, o.reward, o.rollout_time, o.env_index, o.created_at,
          g.group_num AS group_number, g.status AS group_status
        FROM rollout o JOIN rollout_record r ON r.number = o.id
        LEFT JOIN task t ON t.id = o.task_id LEFT JOIN "group" g ON g.id = o.group_id
        WHERE r.service_id = $1 AND o.source_type = '{type}' AND o.{type}_id = $2 ORDER BY g.group_num, o.env_index
        """;
}
