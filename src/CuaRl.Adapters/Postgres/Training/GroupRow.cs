using Npgsql;

namespace CuaRl.Adapters.Postgres.Training;

/// <summary>A group as its table holds it.</summary>
internal static class GroupRow
{
    /// <summary>What <see cref="Read"/> reads.</summary>
    public const string Columns =
        """
        g.id, g.number, g.training_id, g.training_number, g.batch_id, g.batch_number, g.source_type, g.step,
        g.model_path, g.group_num, g.num_rollouts, g.task_id, g.task_number, g.task_max_steps, g.validation_query,
        g.expected_result, g.max_turns, g.temperature, g.reward_function, g.box_type, g.max_concurrent_rollouts,
        g.status, g.status_message, g.error_message, g.statistics, g.completed_rollouts, g.progress_percent,
        g.avg_turn_time, g.estimated_total_time, g.estimated_remaining_time, coalesce(g.start_time, g.created_at),
        g.end_time, g.created_at, g.updated_at
        """;

    public static GroupInfo Read(NpgsqlDataReader reader)
    {
        var row = new RowReader(reader);
        return new GroupInfo
        {
            Id = row.Id(),
            Number = row.Long(),
            Definition = ReadDefinition(ref row),
            Status = row.Name<GroupStatus>(),
            StatusMessage = row.TextOrNull(),
            ErrorMessage = row.TextOrNull(),
            Statistics = row.Statistics(),
            CompletedRollouts = row.Integer(),
            Progress = row.Progress(),
            StartTime = row.Instant(),
            EndTime = row.InstantOrNull(),
            CreatedAt = row.Instant(),
            UpdatedAt = row.Instant(),
        };
    }

    private static GroupDefinition ReadDefinition(ref RowReader row)
    {
        var (training, trainingNumber, batch, batchNumber) = (row.Id(), row.Long(), row.Id(), row.Long());
        var (source, step, model) = (row.Name<SourceType>(), row.Integer(), row.Text());
        var (place, rollouts, task) = (row.Integer(), row.Integer(), row.Text());
        return new GroupDefinition
        {
            TrainingId = training,
            TrainingNumber = trainingNumber,
            BatchId = batch,
            BatchNumber = batchNumber,
            SourceType = source,
            Step = step,
            ModelPath = model,
            Request = new GroupRequest { GroupNumber = place, TaskId = task, NumRollouts = rollouts },
            Task = new RolloutTask
            {
                TaskId = task,
                Number = row.Long(),
                MaxSteps = row.IntegerOrNull(),
                ValidationQuery = row.TextOrNull(),
                ExpectedResult = row.Json(),
            },
            MaxTurns = row.Integer(),
            Temperature = row.Number(),
            RewardFunction = row.Text(),
            BoxType = row.Text(),
            MaxConcurrentRollouts = row.Integer(),
        };
    }
}
