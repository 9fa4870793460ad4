using Npgsql;

namespace CuaRl.Adapters.Postgres.Training;

/// <summary>A training as its table holds it.</summary>
internal static class TrainingRow
{
    /// <summary>What <see cref="Read"/> reads, beside the age in microseconds.</summary>
    public const string Columns =
        """
        t.created_at, t.id, t.number, t.run_name, t.model_name, t.log_path, t.lora_rank, t.learning_rate,
        t.batch_size, t.group_size, t.groups_per_batch, t.max_tokens, t.temperature, t.kl_penalty_coef,
        t.num_substeps, t.max_turns, t.seed, t.box_type, t.renderer_name, t.wandb_project, t.wandb_name, t.eval_every,
        t.save_every, t.defined_total_steps, t.defined_eval_tasks, t.reward_function, t.max_concurrent_rollouts,
        t.config, t.status, t.phase, t.current_step, t.total_steps, t.eval_tasks, t.start_step, t.checkpoint_path,
        t.status_message, t.error_message, t.progress_percent, t.avg_turn_time, t.estimated_total_time,
        t.estimated_remaining_time, t.archived, t.start_time, t.end_time, coalesce(t.last_heartbeat, t.updated_at),
        t.created_at, t.updated_at, t.deleting, t.parent_id, t.parent_number, t.parent_run_name, t.parent_step,
        t.parent_checkpoint_path, t.parent_model_path, t.kl_reference_id, t.kl_reference_path
        """;

    public static TrainingInfo Read(NpgsqlDataReader reader)
    {
        var row = new RowReader(reader, first: 1);
        var (id, number, name) = (row.Id(), row.Long(), row.Text());
        return new TrainingInfo
        {
            Id = id,
            Number = number,
            RunName = name,
            Definition = ReadDefinition(name, ref row),
            Status = row.Name<TrainingStatus>(),
            Phase = row.NameOrNull<TrainingPhase>(),
            CurrentStep = row.IntegerOrNull(),
            TotalSteps = row.IntegerOrNull(),
            EvalTasks = row.IntegerOrNull(),
            StartStep = row.Integer(),
            CheckpointPath = row.TextOrNull(),
            StatusMessage = row.TextOrNull(),
            ErrorMessage = row.TextOrNull(),
            Progress = row.Progress(),
            IsArchived = row.Flag(),
            StartTime = row.InstantOrNull(),
            EndTime = row.InstantOrNull(),
            LastHeartbeat = row.Instant(),
            CreatedAt = row.Instant(),
            UpdatedAt = row.Instant(),
            IsDeleting = row.Flag(),
            Origin = ReadOrigin(ref row),
        };
    }

    private static TrainingOrigin? ReadOrigin(ref RowReader row) => row.IdOrNull() is not { } parent ? null : new()
    {
        TrainingId = parent,
        TrainingNumber = row.Long(),
        RunName = row.Text(),
        Step = row.Integer(),
        CheckpointPath = row.Text(),
        ModelPath = row.TextOrNull(),
        KlReferenceTrainingId = row.IdOrNull(),
        KlReferencePath = row.TextOrNull(),
    };

    private static TrainingDefinition ReadDefinition(string name, ref RowReader row) => new()
    {
        RunName = name,
        ModelName = row.Text(),
        LogPath = row.TextOrNull(),
        LoraRank = row.Integer(),
        LearningRate = row.Number(),
        BatchSize = row.IntegerOrNull(),
        GroupSize = row.Integer(),
        GroupsPerBatch = row.Integer(),
        MaxTokens = row.Integer(),
        Temperature = row.Number(),
        KlPenaltyCoefficient = row.Number(),
        NumSubsteps = row.Integer(),
        MaxTurns = row.Integer(),
        Seed = row.Long(),
        BoxType = row.Text(),
        RendererName = row.TextOrNull(),
        WandbProject = row.TextOrNull(),
        WandbName = row.TextOrNull(),
        EvalEvery = row.Integer(),
        SaveEvery = row.Integer(),
        TotalSteps = row.IntegerOrNull(),
        EvalTasks = row.IntegerOrNull(),
        RewardFunction = row.Text(),
        MaxConcurrentRollouts = row.Integer(),
        Config = row.Json() ?? JsonText.EmptyObject,
    };
}
