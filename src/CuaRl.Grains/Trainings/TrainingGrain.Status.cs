using CuaRl.Grains.Checks;
using CuaRl.Grains.Storage;

namespace CuaRl.Grains.Trainings;

internal sealed partial class TrainingGrain
{
    async Task<TrainingInfo> ITrainingGrain.Begin()
    {
        var training = Known();
        if (training.Status == TrainingStatus.Running)
        {
            return Swept(training);
        }

        // A paused training goes on by Resume, which lets its rollouts go on too.
        if (training.Status != TrainingStatus.Initializing || training.IsDeleting)
        {
            throw Refused(TrainingStatus.Running);
        }

        var now = Now;
        return await MoveAsync(training with
        {
            Status = TrainingStatus.Running,
            Phase = TrainingPhase.Training,
            StatusMessage = "Training started",
            StartTime = training.StartTime ?? now,
            LastHeartbeat = now,
        });
    }

    async Task<TrainingInfo> ITrainingGrain.Pause(string? actor)
    {
        TrainingChecks.CheckActor(actor);
        var training = Known();
        if (training.Status != TrainingStatus.Paused)
        {
            TrainingTransitions.Check(training, TrainingStatus.Paused);
            await MoveAsync(training with
            {
                Status = TrainingStatus.Paused,
                StatusMessage = "Training paused",
                Actor = actor,
            });
        }

        return await SweptAsync();
    }

    async Task<TrainingInfo> ITrainingGrain.Resume(string? actor)
    {
        TrainingChecks.CheckActor(actor);
        var training = Known();
        if (training.Status != TrainingStatus.Running)
        {
            if (training.Status != TrainingStatus.Paused)
            {
                throw Refused(TrainingStatus.Running);
            }

            var now = Now;
            await MoveAsync(training with
            {
                Status = TrainingStatus.Running,
                StatusMessage = "Training resumed",
                Actor = actor,
                StartTime = training.StartTime ?? now,
                LastHeartbeat = now,
            });
        }

        return await SweptAsync();
    }

    async Task<TrainingInfo> ITrainingGrain.Cancel(string? actor, string? reason)
    {
        TrainingChecks.CheckActor(actor);
        TrainingChecks.CheckText("reason", reason);
        var training = Known();
        if (training.Status != TrainingStatus.Cancelled)
        {
            TrainingTransitions.Check(training, TrainingStatus.Cancelled);
            await MoveAsync(training with
            {
                Status = TrainingStatus.Cancelled,
                StatusMessage = string.IsNullOrEmpty(reason) ? "Training cancelled" : $"Training cancelled: {reason}",
                Actor = actor,
                EndTime = Now,
            });
        }

        return await SweptAsync();
    }

    async Task<TrainingInfo> ITrainingGrain.Complete(string? message)
    {
        TrainingChecks.CheckText("message", message);
        var training = Known();
        if (training.Status == TrainingStatus.Completed)
        {
            return message is null || message == training.StatusMessage
                ? Swept(training)
                : throw Refused(TrainingStatus.Completed);
        }

        TrainingTransitions.Check(training, TrainingStatus.Completed);
        return await MoveAsync(training with
        {
            Status = TrainingStatus.Completed,
            Phase = TrainingPhase.Completed,
            StatusMessage = message ?? "Training completed successfully",
            Actor = null,
            EndTime = Now,
        });
    }

    async Task<TrainingInfo> ITrainingGrain.Fail(string error)
    {
        TrainingChecks.CheckError(error);
        var training = Known();
        if (training.Status == TrainingStatus.Failed)
        {
            return error == training.ErrorMessage ? Swept(training) : throw Refused(TrainingStatus.Failed);
        }

        TrainingTransitions.Check(training, TrainingStatus.Failed);
        return await MoveAsync(training with
        {
            Status = TrainingStatus.Failed,
            Phase = TrainingPhase.Failed,
            StatusMessage = $"Training failed: {error}",
            ErrorMessage = error,
            Actor = null,
            EndTime = Now,
        });
    }

    /// <summary>Stores a training with another status, and its progress of now.</summary>
    private async Task<TrainingInfo> MoveAsync(TrainingState next)
    {
        await SaveAsync(next with { Progress = await ProgressAsync(next), UpdatedAt = Now });
        Log.Moved(logger, Id, next.Status, next.Actor);
        return Swept(Known());
    }

    private InvalidTransitionException Refused(TrainingStatus next) =>
        Transitions.Refused("training", Id, Known().Status, next);
}
