using CuaRl.Grains.Checks;
using CuaRl.Grains.Storage;

namespace CuaRl.Grains.Trainings;

internal sealed partial class TrainingGrain
{
    async Task ITrainingGrain.Delete(string? actor)
    {
        TrainingChecks.CheckActor(actor);
        var training = Known();
        if (!TrainingTransitions.IsEnded(training.Status) && training.Status != TrainingStatus.Pending)
        {
            throw new InvalidTransitionException("training", Id, Transitions.Name(training.Status), "deleted");
        }

        if (await index.FindNeedAsync(Guid, CancellationToken.None) is { } need)
        {
            throw new RunNeededException(need.RunId.ToString(), [.. need.NeededBy]);
        }

        if (!training.IsDeleting)
        {
            await SaveAsync(training with { IsDeleting = true, Actor = actor, UpdatedAt = Now });
        }

        await SweepAsync(RecordKind.Rollout, onlyOpen: false, id => GrainFactory.GetRollout(id).Delete());
        await SweepAsync(RecordKind.Group, onlyOpen: false, id => GrainFactory.GetGroup(id).Delete());
        await SweepAsync(RecordKind.Step, onlyOpen: false, id => GrainFactory.GetBatch(id).Delete());
        await Sweep.AllAsync(ListRunsAsync, id => GrainFactory.GetRun(id).Prune());
        await this.ClearAsync(record);
        _training = null;
        Log.Deleted(logger, Id, training.RunName, actor);
    }

    private Task SetPausedAsync(bool isPaused) =>
        SweepAsync(RecordKind.Rollout, onlyOpen: true, id => GrainFactory.GetRollout(id).SetPaused(isPaused));

    private async Task CancelAllAsync()
    {
        await SweepAsync(RecordKind.Rollout, onlyOpen: true, id => Sweep.EndAsync(GrainFactory.GetRollout(id).Cancel()));
        await SweepAsync(RecordKind.Group, onlyOpen: true, id => Sweep.EndAsync(GrainFactory.GetGroup(id).Cancel()));
        await SweepAsync(RecordKind.Step, onlyOpen: true, id => Sweep.EndAsync(GrainFactory.GetBatch(id).Cancel()));
    }

    private Task SweepAsync(RecordKind kind, bool onlyOpen, Func<string, Task> visit) => Sweep.AllAsync(
        () => index.ListIdsAsync(kind, Guid, null, null, onlyOpen, CancellationToken.None), visit);

    /// <summary>The runs in the training's tree that no rollout names: what a creation left that broke off before its record.</summary>
    private async Task<IReadOnlyList<Guid>> ListRunsAsync() =>
    [
        .. from run in await runs.ListNodesAsync(Id, CancellationToken.None)
           where run.Status != RunStatus.Pruned
           select Guid.Parse(run.Id),
    ];
}
