namespace CuaRl.Adapters.Tests.Postgres.Training;

/// <summary>Records with every member that grains write, each with a value of its own.</summary>
internal static class GoldenRecords
{
    public const string Training =
        """
        {"id":"00000000-0000-4000-8000-000000000001","number":1,"run_name":"golden","log_path":"/logs","model_name":"m/7b",
        "lora_rank":16,"learning_rate":2.5e-5,"batch_size":8,"group_size":4,"groups_per_batch":3,"max_tokens":1024,
        "temperature":0.7,"kl_penalty_coef":0.1,"num_substeps":2,"max_turns":15,"seed":42,"box_type":"linux",
        "renderer_name":"qwen3","wandb_project":"p","wandb_name":"w","eval_every":5,"save_every":6,"defined_total_steps":10,
        "defined_eval_tasks":9,"reward_function":"simple","max_concurrent_rollouts":4,"config":{"a":1.50,"max_turns":3},
        "status":"running","phase":"training","current_step":3,"total_steps":11,"eval_tasks":7,"start_step":2,
        "checkpoint_path":"cp","status_message":"Training started","error_message":"none","actor":"someone",
        "progress_percent":12.5,"avg_turn_time":3.5,"estimated_total_time":100.5,"estimated_remaining_time":50.25,
        "archived":true,"deleting":true,"start_time":"2026-11-21T12:00:01.000001+00:00",
        "end_time":"2026-11-21T12:00:02+00:00","last_heartbeat":"2026-11-21T12:00:03+00:00",
        "created_at":"2026-11-21T12:00:04+00:00","updated_at":"2026-11-21T12:00:05+00:00",
        "parent_id":"00000000-0000-4000-8000-000000000009","parent_number":9,"parent_run_name":"before","parent_step":1,
        "parent_checkpoint_path":"state/1","parent_model_path":"weights/1","kl_reference_id":"00000000-0000-4000-8000-000000000008",
        "kl_reference_path":"weights/0"}
        """;

    public const string Batch =
        """
        {"id":"00000000-0000-4000-8000-000000000002","number":2,"training_id":"00000000-0000-4000-8000-000000000001",
        "training_number":1,"source_type":"step","step":3,"model_path":"old","learning_rate":1e-5,"num_groups":3,
        "group_size":4,"max_turns":15,"temperature":0.7,"reward_function":"simple","box_type":"linux",
        "max_concurrent_rollouts":4,"status":"completed","phase":"checkpointing","status_message":"saved",
        "error_message":"none","completed_substeps":1,"total_substeps":2,"loss":0.25,"kl_divergence":0.5,
        "policy_gradient_norm":1.5,"num_tokens":12345678901,"new_model_path":"new","checkpoint_path":"cp",
        "metrics":{"x":1},"result_message":"done","statistics":{"count":8,"masked":1,"reward_mean":0.5,"reward_std":0.25,
        "success_count":4,"strict_success_count":3,"average_turns":6.5,"fraction_mixed":0.5,"fraction_all_good":0.25,
        "fraction_all_bad":0.25,"is_reward_hacking_suspected":true},"progress_percent":100,"avg_turn_time":3.5,
        "estimated_total_time":100.5,"estimated_remaining_time":0.5,"start_time":"2026-11-21T12:00:01+00:00",
        "rollout_start_time":"2026-11-21T12:00:02+00:00","rollout_end_time":"2026-11-21T12:00:03+00:00",
        "training_start_time":"2026-11-21T12:00:04+00:00","training_end_time":"2026-11-21T12:00:05+00:00",
        "end_time":"2026-11-21T12:00:06+00:00","created_at":"2026-11-21T12:00:07+00:00",
        "updated_at":"2026-11-21T12:00:08+00:00"}
        """;

    public const string Group =
        """
        {"id":"00000000-0000-4000-8000-000000000003","number":3,"training_id":"00000000-0000-4000-8000-000000000001",
        "training_number":1,"batch_id":"00000000-0000-4000-8000-000000000002","batch_number":2,"source_type":"step","step":3,
        "model_path":"old","group_num":1,"task_id":"train_01","task_number":5,"task_max_steps":12,
        "validation_query":"wifi_enabled","expected_result":{"on":true},"num_rollouts":4,"max_turns":12,"temperature":0.7,
        "reward_function":"simple","box_type":"linux","max_concurrent_rollouts":4,"status":"completed",
        "status_message":"well","error_message":"none","statistics":{"count":4,"masked":0,"reward_mean":0.75,
        "reward_std":0.5,"success_count":3},"completed_rollouts":4,"progress_percent":100,"avg_turn_time":3.5,
        "estimated_total_time":100.5,"estimated_remaining_time":0.5,"start_time":"2026-11-21T12:00:01+00:00",
        "end_time":"2026-11-21T12:00:06+00:00","created_at":"2026-11-21T12:00:07+00:00",
        "updated_at":"2026-11-21T12:00:08+00:00"}
        """;

    public const string Rollout =
        """
        {"id":"00000000-0000-4000-8000-000000000004","number":4,"training_id":"00000000-0000-4000-8000-000000000001",
        "training_number":1,"batch_id":"00000000-0000-4000-8000-000000000002","batch_number":2,"source_type":"step","step":3,
        "model_path":"old","group_id":"00000000-0000-4000-8000-000000000003","group_number":3,"group_num":1,
        "task_id":"train_01","task_number":5,"task_max_steps":12,"validation_query":"wifi_enabled",
        "expected_result":{"on":true},"num_rollouts":4,"max_turns":12,"temperature":0.7,"reward_function":"simple",
        "box_type":"linux","env_index":2,"initial_status":"pending","environment_type":"gbox","branch_env_index":1,"branch_attempt":2,
        "branch_turn":3,"status":"completed",
        "phase":"cleanup","paused":true,"status_message":"well","error_kind":"device_lost","error_message":"none",
        "attempts":[{"attempt":1,"run_id":"00000000-0000-4000-8000-000000000005","status":"infra_failed",
        "error_kind":"device_lost","error_message":"gone","started_at":"2026-11-21T12:00:01+00:00",
        "ended_at":"2026-11-21T12:00:02+00:00","environment":{"environment_type":"gbox","status":"error","box_id":"b1",
        "created_at":"2026-11-21T12:00:01+00:00"}},{"attempt":2,"run_id":"00000000-0000-4000-8000-000000000006",
        "status":"completed","started_at":"2026-11-21T12:00:03+00:00","ended_at":"2026-11-21T12:00:09+00:00",
        "environment":{"environment_type":"gbox","status":"terminated","box_id":"b2","box_type":"linux",
        "status_message":"well","error_message":"none","config":{"expiresIn":"60m"},"created_at":"2026-11-21T12:00:03+00:00",
        "terminated_at":"2026-11-21T12:00:08+00:00"}}],"task_completed":true,"agent_reported_success":true,
        "finish_message":"did it","stop_reason":"finish_success","num_turns":2,"num_total_actions":3,
        "consecutive_repeated_actions":4,"parse_errors":5,"tool_name_errors":6,"tool_arg_errors":7,"runtime_errors":8,
        "attempted_completion":true,"ran_out_of_turns":true,"turn_first_success":1,"turn_task_completed":2,
        "errors":["one","two"],"rollout_time":33.5,"task_start_time":"2026-11-21T12:00:04+00:00",
        "task_end_time":"2026-11-21T12:00:05+00:00","summary":{"s":1},"given_reward":0.5,"masked":true,
        "validation_passed":true,"strict_success":true,"reward":0.75,"reward_function_used":"given","reward_version":7,
        "validations":[{"index":1,"source":"validator","success":false,"strict_success":false,
        "validation_query":"wifi_enabled","expected_result":true,"actual_result":"0","execution_time":0.5,
        "error_message":"none","details":{"command":"settings"},"created_at":"2026-11-21T12:00:06+00:00"},
        {"index":2,"source":"override","success":true,"previous_success":false,"actor":"someone","reason":"seen",
        "created_at":"2026-11-21T12:00:09+00:00"}],"progress_percent":100,"start_time":"2026-11-21T12:00:01+00:00",
        "end_time":"2026-11-21T12:00:06+00:00","env_creation_time":"2026-11-21T12:00:02+00:00",
        "agent_init_time":"2026-11-21T12:00:03+00:00","validation_time":"2026-11-21T12:00:05+00:00",
        "created_at":"2026-11-21T12:00:07+00:00","updated_at":"2026-11-21T12:00:08+00:00"}
        """;
}
