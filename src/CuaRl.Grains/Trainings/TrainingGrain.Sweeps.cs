using CuaRl.Grains.Checks;
using CuaRl.Grains.Ports;
using CuaRl.Grains.Storage;

namespace CuaRl.Grains.Trainings;

/// <remarks>
/// What a change has yet to reach is the difference between the record and what is stored below: nothing else is kept of a
/// sweep, so that whichever activation is there goes on with it. A call takes one piece of it, and ticks take the rest.
/// </remarks>
internal sealed partial class TrainingGrain
{
    /// <summary>How long a sweep that something is in the way of waits before it tries again.</summary>
    private static readonly TimeSpan SweepRest = TimeSpan.FromSeconds(10);

    private IGrainTimer? _sweep;

    /// <summary>What the last change had yet to reach when that was last counted; null before.</summary>
    private int? _unreached;

    async Task<TrainingInfo?> ITrainingGrain.Delete(string? actor)
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
            await RequireUnneededAsync();
            await SaveAsync(training with { IsDeleting = true, Actor = actor, UpdatedAt = Now });
        }

        await SweepAsync();
        return _training is { } left ? Swept(left) : null;
    }

    /// <summary>The first piece of a sweep, which is all of it but for large trainings; the rest goes on by itself.</summary>
    private async Task<TrainingInfo> SweptAsync()
    {
        await SweepAsync();
        return Swept(Known());
    }

    private TrainingInfo Swept(TrainingState training) => training.Info with { Unreached = _unreached };

    private async Task SweepAsync()
    {
        _unreached = null;
        try
        {
            await SweepPieceAsync();
        }
        catch
        {
            // The caller hears of it, and may repeat the call; nobody must.
            SweepLater(SweepRest);
            throw;
        }

        if (_unreached > 0)
        {
            SweepLater(TimeSpan.Zero);
        }
    }

    /// <summary>Ticks wait for calls and calls for ticks, each of which is short; reads and new batches pass by both.</summary>
    private void SweepLater(TimeSpan due)
    {
        if (_sweep is { } running)
        {
            running.Change(due, Timeout.InfiniteTimeSpan);
            return;
        }

        _sweep = this.RegisterGrainTimer(
            SweepOnAsync, new GrainTimerCreationOptions(due, Timeout.InfiniteTimeSpan) { KeepAlive = true });
    }

    private async Task SweepOnAsync(CancellationToken cancellationToken)
    {
        var before = _unreached;
        try
        {
            await SweepPieceAsync();
        }
        catch (TrainingNeededException)
        {
            // The deletion is taken back, and that is said; what came before it may have left something.
            SweepLater(TimeSpan.Zero);
            return;
        }
        catch (Exception error) when (_training is not null)
        {
            // The edge of a tick: whatever is in the way, nobody is there to hear of it.
            Log.SweepStopped(logger, Id, error.Message, error is CuaRlException or TimeoutException ? null : error);
            SweepLater(SweepRest);
            return;
        }

        if (_unreached > 0)
        {
            SweepLater(_unreached < before || before is null ? TimeSpan.Zero : SweepRest);
            return;
        }

        _sweep?.Dispose();
        _sweep = null;
    }

    /// <summary>Reaches as many as one call or tick may, then counts what is left.</summary>
    private async Task SweepPieceAsync()
    {
        for (var left = Sweep.PieceSize; _training is { } training && GoalOf(training) is { } goal;)
        {
            if (goal == SweepGoal.Deleted && !training.IsUnneeded)
            {
                // Stored before anything goes: from here on no activation takes it back.
                await RequireUnneededAsync();
                await SaveAsync(Known() with { IsUnneeded = true });
            }

            // A rollout's trajectory stays as long as another one's goes on from it, so those go first.
            var most = Math.Max(left, 1);
            var branched = goal == SweepGoal.Deleted ? await index.ListBranchedRunsAsync(Guid, most, CancellationToken.None) : [];
            var found = branched.Count > 0 ? [] : await index.ListUnreachedAsync(Guid, goal, most, CancellationToken.None);
            if (branched.Count + found.Count == 0)
            {
                await FinishAsync(training, goal, left);
                return;
            }

            if (left <= 0)
            {
                _unreached = await index.CountUnreachedAsync(Guid, goal, CancellationToken.None);
                return;
            }

            await Sweep.VisitAsync(branched, id => GrainFactory.GetRun(id.ToString()).Prune());
            await Sweep.VisitAsync(found, part => Visit(goal, part.Kind, part.Id.ToString()));
            left -= branched.Count + found.Count;
        }

        _unreached = 0;
    }

    private async Task FinishAsync(TrainingState training, SweepGoal goal, int left)
    {
        if (goal == SweepGoal.Deleted)
        {
            var rest = await ListRunsAsync();
            await Sweep.VisitAsync([.. rest.Take(Math.Max(left, 1))], id => GrainFactory.GetRun(id).Prune());
            if (rest.Count > left)
            {
                _unreached = rest.Count - left;
                return;
            }

            foreach (var store in checkpoints)
            {
                await store.DeleteAsync(Id, CancellationToken.None);
            }

            await GrainFactory.GetTrainingLoop(Id).Delete();
            await this.ClearAsync(record);
            _training = null;
            Log.Deleted(logger, Id, training.RunName, training.Actor);
        }

        _unreached = 0;
    }

    private Task Visit(SweepGoal goal, RecordKind kind, string id) => (goal, kind) switch
    {
        (SweepGoal.Deleted, RecordKind.Rollout) => GrainFactory.GetRollout(id).Delete(),
        (SweepGoal.Deleted, RecordKind.Group) => GrainFactory.GetGroup(id).Delete(),
        (SweepGoal.Deleted, _) => GrainFactory.GetBatch(id).Delete(),
        (SweepGoal.Ended, RecordKind.Rollout) => Sweep.EndAsync(GrainFactory.GetRollout(id).Cancel()),
        (SweepGoal.Ended, RecordKind.Group) => Sweep.EndAsync(GrainFactory.GetGroup(id).Cancel()),
        (SweepGoal.Ended, _) => Sweep.EndAsync(GrainFactory.GetBatch(id).Cancel()),
        _ => GrainFactory.GetRollout(id).SetPaused(goal == SweepGoal.Paused),
    };

    /// <summary>What the record demands of everything below; null for nothing.</summary>
    private static SweepGoal? GoalOf(TrainingState training) => training switch
    {
        { IsDeleting: true } => SweepGoal.Deleted,
        { Status: TrainingStatus.Cancelled } => SweepGoal.Ended,
        { Status: TrainingStatus.Paused } => SweepGoal.Paused,
        { Status: TrainingStatus.Running or TrainingStatus.Initializing } => SweepGoal.Going,
        _ => null,
    };

    /// <summary>The runs in the training's tree that no rollout names: what a creation left that broke off before its record.</summary>
    private async Task<IReadOnlyList<string>> ListRunsAsync() =>
    [
        .. from run in await runs.ListNodesAsync(Id, CancellationToken.None)
           where run.Status != RunStatus.Pruned
           select run.Id,
    ];
}
