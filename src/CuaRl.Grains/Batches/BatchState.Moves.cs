namespace CuaRl.Grains.Batches;

internal sealed partial record BatchState
{
    /// <summary>With what its driver says of it; the same batch when that is nothing new.</summary>
    public BatchState With(BatchReport report, DateTimeOffset now)
    {
        var moved = report.Status is { } status ? Moved(status, now) : this;
        return moved with
        {
            Phase = report.Phase ?? moved.Phase,
            StatusMessage = report.StatusMessage ?? moved.StatusMessage,
            CompletedSubsteps = report.CompletedSubsteps ?? moved.CompletedSubsteps,
            TotalSubsteps = report.TotalSubsteps ?? moved.TotalSubsteps,
            TrainedOn = report.TrainedOn ?? moved.TrainedOn,
        };
    }

    /// <summary>With a status, and the times and the phase that follow from it.</summary>
    public BatchState Moved(BatchStatus status, DateTimeOffset now)
    {
        if (status == Status)
        {
            return this;
        }

        var moved = this with { Status = status };
        switch (status)
        {
            case BatchStatus.RolloutCollecting:
                return moved with { Phase = BatchPhase.RolloutCollection };
            case BatchStatus.RolloutRunning:
                return moved with
                {
                    Phase = BatchPhase.RolloutExecution,
                    RolloutStartTime = RolloutStartTime ?? now,
                    RolloutEndTime = null,
                };
            case BatchStatus.Running:
                return moved with { Phase = BatchPhase.Rollout, RolloutStartTime = now };
            case BatchStatus.Training:
                return moved.WithRolloutsDone(now) with { Phase = BatchPhase.Training, TrainingStartTime = now };
            default:
                return moved.WithRolloutsDone(now) with
                {
                    TrainingEndTime = TrainingStartTime is null ? null : now,
                    EndTime = now,
                };
        }
    }

    /// <summary>Taken up again, as if nothing had been done but what its groups hold.</summary>
    public BatchState Reopened() => this with
    {
        Status = BatchStatus.Pending,
        Phase = BatchPhase.Initialization,
        StatusMessage = null,
        ErrorMessage = null,
        RolloutStartTime = null,
        RolloutEndTime = null,
        TrainingStartTime = null,
        TrainingEndTime = null,
        EndTime = null,
    };

    private BatchState WithRolloutsDone(DateTimeOffset now) =>
        this with { RolloutEndTime = RolloutStartTime is null ? null : RolloutEndTime ?? now };
}
