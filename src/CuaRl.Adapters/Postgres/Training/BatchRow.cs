using Npgsql;

namespace CuaRl.Adapters.Postgres.Training;

/// <summary>A batch as its table holds it.</summary>
internal static class BatchRow
{
    /// <summary>What <see cref="Read"/> reads.</summary>
    public const string Columns =
        """
        b.id, b.number, b.training_id, b.source_type, b.step, b.model_path, b.learning_rate, b.num_groups, b.group_size,
        b.status, b.phase, b.status_message, b.error_message, b.loss, b.kl_divergence, b.policy_gradient_norm, b.num_tokens,
        b.new_model_path, b.checkpoint_path, b.metrics, b.result_message, b.statistics, b.completed_substeps, b.total_substeps,
        b.progress_percent, b.avg_turn_time, b.estimated_total_time, b.estimated_remaining_time,
        coalesce(b.start_time, b.created_at), b.rollout_start_time, b.rollout_end_time, b.training_start_time,
        b.training_end_time, b.end_time, b.created_at, b.updated_at
        """;

    public static BatchInfo Read(NpgsqlDataReader reader)
    {
        var row = new RowReader(reader);
        var (id, number, training) = (row.Id(), row.Long(), row.Id());
        var request = new BatchRequest
        {
            SourceType = row.Name<SourceType>(),
            Step = row.Integer(),
            ModelPath = row.Text(),
            LearningRate = row.NumberOrNull(),
            NumGroups = row.Integer(),
            GroupSize = row.Integer(),
        };
        var status = row.Name<BatchStatus>();
        return new BatchInfo
        {
            Id = id,
            Number = number,
            TrainingId = training,
            Request = request,
            Status = status,
            Phase = row.NameOrNull<BatchPhase>(),
            StatusMessage = row.TextOrNull(),
            ErrorMessage = row.TextOrNull(),
            Result = ReadResult(status, ref row),
            Statistics = row.Statistics(),
            CompletedSubsteps = row.IntegerOrNull(),
            TotalSubsteps = row.IntegerOrNull(),
            Progress = row.Progress(),
            StartTime = row.Instant(),
            RolloutStartTime = row.InstantOrNull(),
            RolloutEndTime = row.InstantOrNull(),
            TrainingStartTime = row.InstantOrNull(),
            TrainingEndTime = row.InstantOrNull(),
            EndTime = row.InstantOrNull(),
            CreatedAt = row.Instant(),
            UpdatedAt = row.Instant(),
        };
    }

    // The columns are taken in any case.
    private static BatchResult? ReadResult(BatchStatus status, ref RowReader row)
    {
        var result = new BatchResult
        {
            Loss = row.NumberOrNull(),
            KlDivergence = row.NumberOrNull(),
            PolicyGradientNorm = row.NumberOrNull(),
            NumTokens = row.LongOrNull(),
            ModelPath = row.TextOrNull(),
            CheckpointPath = row.TextOrNull(),
            Metrics = row.Json(),
            StatusMessage = row.TextOrNull(),
        };
        return status is BatchStatus.Completed ? result : null;
    }
}
