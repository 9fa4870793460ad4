using CuaRl.Grains.Ports;
using CuaRl.Grains.Storage;
using CuaRl.Grains.Trainings;

namespace CuaRl.Grains.Batches;

internal sealed partial class BatchGrain
{
    async Task<BatchInfo> IBatchGrain.Complete(BatchResult result)
    {
        BatchChecks.Check(result);
        var batch = Known();
        if (batch.Result is { } stored)
        {
            return stored == result with { NumTokens = result.NumTokens ?? stored.NumTokens }
                ? batch.Info
                : throw Refused(BatchStatus.Completed);
        }

        BatchTransitions.Check(batch, BatchStatus.Completed);
        var open = await ListOpenGroupsAsync(batch);
        if (open.Count > 0)
        {
            throw new UnfinishedException("batch", Id, "groups", open.Count);
        }

        var rollouts = await ReadAsync(batch);
        await AgreeAsync(rollouts);
        return await MoveAsync(batch.Moved(BatchStatus.Completed, Now).With(result) with
        {
            NumTokens = result.NumTokens ?? await CountTokensAsync(batch),
            Statistics = StatisticsState.From(Figures.OfBatch(rollouts)),
        });
    }

    Task<BatchInfo> IBatchGrain.Fail(string error)
    {
        BatchChecks.CheckError(error);
        var batch = Known();
        if (batch.Status == BatchStatus.Failed)
        {
            return batch.ErrorMessage == error ? Task.FromResult(batch.Info) : throw Refused(BatchStatus.Failed);
        }

        BatchTransitions.Check(batch, BatchStatus.Failed);
        return MoveAsync(batch.Moved(BatchStatus.Failed, Now) with { ErrorMessage = error });
    }

    Task<BatchInfo> IBatchGrain.Cancel() => CancelAsync(Known());

    async Task<BatchInfo> IBatchGrain.Reopen()
    {
        var batch = Known();
        if (batch.Status != BatchStatus.Pending)
        {
            BatchTransitions.Check(batch, BatchStatus.Pending);
            await standings.RequireAsync(batch.TrainingId);
            batch = batch.Reopened();
            await MoveAsync(batch);
        }

        return await AdmitAsync(Known());
    }

    async Task<BatchInfo> IBatchGrain.SaveProgress(ProgressInfo progress)
    {
        var batch = Known();
        var next = batch with { Progress = progress };
        if (next != batch && !BatchTransitions.IsEnded(batch.Status))
        {
            await SaveAsync(next with { UpdatedAt = Now });
        }

        return Known().Info;
    }

    Task IBatchGrain.Delete() => DeleteAsync();

    /// <summary>The status comes first, so that a group that is started meanwhile sees it; then the groups with their rollouts.</summary>
    private async Task<BatchInfo> CancelAsync(BatchState batch)
    {
        if (batch.Status != BatchStatus.Cancelled)
        {
            BatchTransitions.Check(batch, BatchStatus.Cancelled);
            await MoveAsync(batch.Moved(BatchStatus.Cancelled, Now));
        }

        await Sweep.AllAsync(
            () => ListOpenGroupsAsync(batch), id => Sweep.EndAsync(GrainFactory.GetGroup(id).Cancel()));
        await Sweep.AllAsync(
            () => index.ListIdsAsync(
                RecordKind.Rollout, Guid.Parse(batch.TrainingId), Guid, null, onlyOpen: true, CancellationToken.None),
            id => Sweep.EndAsync(GrainFactory.GetRollout(id).Cancel()));
        return Known().Info;
    }

    /// <summary>What was judged or rewarded anew since a group ended counts in the batch, and so in the group.</summary>
    private async Task AgreeAsync(IReadOnlyCollection<RolloutFacts> rollouts)
    {
        var counted = rollouts.ToLookup(rollout => rollout.GroupId);
        var groups = await index.ListGroupsAsync(Guid, CancellationToken.None);
        await Sweep.VisitAsync(groups.Where(group => group.Statistics is not null), async group =>
        {
            var statistics = Figures.OfGroup([.. counted[Guid.Parse(group.Id)]]);
            if (statistics != group.Statistics)
            {
                await GrainFactory.GetGroup(group.Id).SaveStatistics(statistics);
            }
        });
    }

    private Task<IReadOnlyList<Guid>> ListOpenGroupsAsync(BatchState batch) => index.ListIdsAsync(
        RecordKind.Group, Guid.Parse(batch.TrainingId), Guid, null, onlyOpen: true, CancellationToken.None);

    /// <summary>Only a step trains on what its rollouts hold.</summary>
    private async Task<long?> CountTokensAsync(BatchState batch) => batch.SourceType == SourceType.Step
        ? await index.CountTokensAsync(Guid.Parse(batch.TrainingId), Guid, CancellationToken.None)
        : null;

    private async Task DeleteAsync()
    {
        if (_batch is null)
        {
            DeactivateOnIdle();
            return;
        }

        await this.ClearAsync(record);
        _batch = null;
    }

    private async Task<List<RolloutFacts>> ReadAsync(BatchState batch)
    {
        List<RolloutFacts> rollouts = [];
        await foreach (var rollout in index.ReadFactsAsync(Guid.Parse(batch.TrainingId), Guid, null, CancellationToken.None))
        {
            rollouts.Add(rollout);
        }

        return rollouts;
    }
}
