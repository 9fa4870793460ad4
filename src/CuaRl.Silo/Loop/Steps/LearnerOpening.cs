using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Loop.Steps;
using CuaRl.Core.Tasks;
using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Loop.Steps;

/// <summary>
/// Finds the policy where its training left it: in the session that an earlier driver opened, or else in a new one, from the last
/// saved state with the steps since then taken again as they are recorded.
/// </summary>
internal sealed class LearnerOpening(
    TrainingInfo training, LoopConfiguration settings, LoopTasks tasks, ITrainer trainer, Driver driver, Outages outages,
    LoopRecord record, StepRollouts rollouts, TimeProvider time)
{
    private bool IsPenalized => settings.KlPenaltyCoefficient > 0;

    private TrainerModel Model => TrainerModels.Of(training.Id, settings);

    /// <summary>The policy before anything was learnt, to be looked at only.</summary>
    public async Task<Learner> OpenFirstAsync(CancellationToken cancellationToken)
    {
        var learner = await NewAsync(cancellationToken);
        return await ReadyAsync(learner, async () =>
        {
            await BeginAsync(learner, cancellationToken);
            await learner.PublishAsync(LoopNames.First, isKept: false, cancellationToken);
        });
    }

    /// <summary>The policy at the step that the training goes on with.</summary>
    public async Task<Learner> OpenAsync(CancellationToken cancellationToken)
    {
        if (driver.Cursor is { } cursor && await FindAsync(cursor, cancellationToken) is { } found)
        {
            return found;
        }

        var learner = await NewAsync(cancellationToken);
        return await ReadyAsync(learner, () => RestoreAsync(learner, cancellationToken));
    }

    /// <summary>A learner that cannot be made ready lets its session go.</summary>
    private static async Task<Learner> ReadyAsync(Learner learner, Func<Task> prepareAsync)
    {
        try
        {
            await prepareAsync();
            return learner;
        }
        catch
        {
            await learner.DisposeAsync();
            throw;
        }
    }

    /// <summary>The session that an earlier driver opened; null when the trainer does not have it any more.</summary>
    private async Task<Learner?> FindAsync(TrainerCursor cursor, CancellationToken cancellationToken)
    {
        try
        {
            var session = await outages.OutlastAsync(
                () => trainer.OpenAsync(Model, cursor.SessionId, cancellationToken), cancellationToken);
            var learner = Learner.At(settings, session, driver, outages, cursor);
            return await ReadyAsync(learner, async () =>
            {
                await learner.OpenSamplerAsync(cursor.SamplerPath, cancellationToken);
                await ReferAsync(learner, cancellationToken);
            });
        }
        catch (TrainerSessionLostException)
        {
            return null;
        }
    }

    private async Task<Learner> NewAsync(CancellationToken cancellationToken)
    {
        var session = await outages.OutlastAsync(() => trainer.OpenAsync(Model, null, cancellationToken), cancellationToken);
        return Learner.Of(settings, session, driver, outages);
    }

    private async Task RestoreAsync(Learner learner, CancellationToken cancellationToken)
    {
        var (state, from) = await FindSavedAsync(cancellationToken);
        if (state is not null)
        {
            await learner.LoadAsync(state, withOptimizer: true, cancellationToken);
        }
        else
        {
            await BeginAsync(learner, cancellationToken);
            if (settings.WarmStart)
            {
                await WarmStartAsync(learner, cancellationToken);
            }
        }

        await learner.PublishAsync(LoopNames.OfStep(from), isKept: from == 0 && IsPenalized, cancellationToken);
        await ReferAsync(learner, cancellationToken);
        var to = await ReplayAsync(learner, from, cancellationToken);
        if (to > from)
        {
            await learner.PublishAsync(LoopNames.OfStep(to), isKept: false, cancellationToken);
            await driver.NoteReplayAsync(
                new LoopReplay { SessionId = learner.SessionId, StatePath = state, FromStep = from, ToStep = to, At = time.GetUtcNow() },
                cancellationToken);
            await record.SayAsync($"steps {from} to {to - 1} were taken again from their records", cancellationToken);
        }

        await learner.AdvanceAsync(to, cancellationToken);
    }

    /// <summary>
    /// What the penalty draws to: weights that were asked for, else those before the first step, of a branch the first of its lineage, which
    /// are kept for it.
    /// </summary>
    private async Task ReferAsync(Learner learner, CancellationToken cancellationToken)
    {
        if (IsPenalized)
        {
            await learner.ReferToAsync(
                settings.KlReferenceCheckpoint
                    ?? training.Origin?.KlReferencePath
                    ?? (await record.FindStepAsync(0, cancellationToken))?.Request.ModelPath
                    ?? learner.Sampler.Path,
                cancellationToken);
        }
    }

    /// <summary>
    /// Weights that were asked for to begin with; those of a resumed training go before. Such to be drawn to that cannot be found, or are of
    /// another shape, are found out here too, before anything is rolled out or learnt.
    /// </summary>
    private async Task BeginAsync(Learner learner, CancellationToken cancellationToken)
    {
        if (settings.LoadCheckpointPath is { } path)
        {
            await learner.LoadAsync(path, withOptimizer: false, cancellationToken);
        }

        if (IsPenalized && settings.KlReferenceCheckpoint is { } reference)
        {
            await learner.ReferToAsync(reference, cancellationToken);
        }
    }

    /// <summary>The last saved state, and the step that goes on from it; of a branch that saved none yet, its parent's.</summary>
    private async Task<(string? State, int Step)> FindSavedAsync(CancellationToken cancellationToken) =>
        await record.FindLatestSavedAsync(cancellationToken) is { Result.CheckpointPath: { } saved } step ? (saved, step.Request.Step + 1)
        : training.Origin is { } origin ? (origin.CheckpointPath, origin.Step + 1)
        : await record.FindWarmStartAsync(cancellationToken) is { Result.CheckpointPath: { } warm } ? (warm, 0)
        : (null, 0);

    private async Task WarmStartAsync(Learner learner, CancellationToken cancellationToken)
    {
        await learner.PublishAsync(LoopNames.First, isKept: false, cancellationToken);
        var batch = await record.StartWarmStartAsync(learner.Sampler.Path, cancellationToken);
        var result = await learner.WarmStartAsync(
            new WarmStartRequest(
                [.. tasks.Training.Select(ToCore)], settings.Seed, settings.WarmStartUpTo, settings.LearningRate),
            cancellationToken);
        var state = await learner.SaveStateAsync("warm_start", cancellationToken);
        await record.CompleteWarmStartAsync(
            batch, state,
            new Dictionary<string, double>
            {
                ["demonstrations"] = result.Demonstrations, ["steps"] = result.Steps, ["success"] = result.Success,
            },
            cancellationToken);
    }

    private static CuaTask ToCore(TaskDefinition task) => new(
        task.TaskId, task.Name, task.Category, task.Difficulty, task.MaxSteps, task.ValidationType, task.ValidationQuery,
        task.ExpectedResult?.ToString(), task.Description);

    /// <summary>Takes the completed steps again that no saved state holds.</summary>
    /// <returns>The step to go on with.</returns>
    private async Task<int> ReplayAsync(Learner learner, int from, CancellationToken cancellationToken)
    {
        var step = from;
        for (; await record.FindStepAsync(step, cancellationToken) is { Status: BatchStatus.Completed } done; step++)
        {
            var batch = StepBatch.Read(done.TrainedOn!.Utf8.Span);
            var material = await rollouts.MaterialAsync(batch, RolledOut.Nothing, learner.Sampler, cancellationToken);
            await learner.TrainAsync(material.Trajectories, material.Pictures, (_, _) => Task.CompletedTask, cancellationToken);
        }

        return step;
    }
}
