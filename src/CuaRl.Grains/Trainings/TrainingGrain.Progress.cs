using CuaRl.Grains.Ports;

namespace CuaRl.Grains.Trainings;

internal sealed partial class TrainingGrain
{
    async Task<TrainingInfo> ITrainingGrain.SaveProgress()
    {
        var training = Known();
        if (TrainingTransitions.IsEnded(training.Status))
        {
            return Swept(training);
        }

        var batches = await index.ListBatchesAsync(Guid, null, CancellationToken.None);
        var tallies = await index.TallyAsync(Guid, null, null, CancellationToken.None);
        var byBatch = tallies.ToLookup(tally => tally.BatchId);
        foreach (var batch in batches.Where(batch => batch.EndTime is null))
        {
            await SaveProgressAsync(training, batch, [.. byBatch[Guid.Parse(batch.Id)]]);
        }

        var next = training with { Progress = Tallies.OfTraining(training, batches, tallies) };
        if (next != training)
        {
            await SaveAsync(next with { UpdatedAt = Now });
        }

        return Swept(Known());
    }

    private async Task SaveProgressAsync(TrainingState training, BatchInfo batch, IReadOnlyCollection<GroupTally> tallies)
    {
        var byGroup = tallies.ToDictionary(tally => tally.GroupId);
        var groups = await index.ListGroupsAsync(Guid.Parse(batch.Id), CancellationToken.None);
        await Sweep.VisitAsync(groups.Where(group => group.EndTime is null), async group =>
        {
            if (byGroup.TryGetValue(Guid.Parse(group.Id), out var tally)
                && Tallies.OfGroup(tally, hasEnded: false, training.MaxConcurrentRollouts) is var progress
                && (progress != group.Progress || tally.Completed != group.CompletedRollouts))
            {
                await GrainFactory.GetGroup(group.Id).SaveProgress(progress, tally.Completed);
            }
        });

        var whole = Tallies.OfBatch(batch, tallies, training.MaxTurns, training.MaxConcurrentRollouts);
        if (whole != batch.Progress)
        {
            await GrainFactory.GetBatch(batch.Id).SaveProgress(whole);
        }
    }

    private async Task<ProgressInfo> ProgressAsync(TrainingState training) => Tallies.OfTraining(
        training,
        await index.ListBatchesAsync(Guid, null, CancellationToken.None),
        await index.TallyAsync(Guid, null, null, CancellationToken.None));
}
