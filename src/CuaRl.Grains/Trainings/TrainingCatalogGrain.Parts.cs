using System.Collections.Immutable;
using CuaRl.Core.Trainings;
using CuaRl.Grains.Checks;

namespace CuaRl.Grains.Trainings;

/// <summary>Batches and groups, with their progress of now.</summary>
internal sealed partial class TrainingCatalogGrain
{
    async Task<ImmutableArray<BatchInfo>> ITrainingCatalogGrain.ListBatches(
        string trainingId, SourceType? sourceType, CancellationToken cancellationToken)
    {
        Rule.KeepDefined("source_type", sourceType);
        var training = await FindAsync(trainingId, cancellationToken);
        return await NowAsync(
            training, await index.ListBatchesAsync(Guid.Parse(training.Id), sourceType, cancellationToken), cancellationToken);
    }

    async Task<BatchPage> ITrainingCatalogGrain.PageBatches(BatchQuery query, CancellationToken cancellationToken)
    {
        CatalogChecks.Check(query);
        var training = await FindAsync(query.TrainingId, cancellationToken);
        var page = await index.PageBatchesAsync(query, cancellationToken);
        return page with { Items = await NowAsync(training, page.Items, cancellationToken) };
    }

    async Task<BatchInfo?> ITrainingCatalogGrain.FindLatestStep(string trainingId, CancellationToken cancellationToken)
    {
        var id = CatalogChecks.IdOf("training", trainingId);
        await RequireAsync(id);
        return await index.FindResumePointAsync(id, cancellationToken) is { } latest
            ? await GrainFactory.GetBatch(RecordIds.Batch(trainingId, Transitions.Name(SourceType.Step), latest.Step)).Describe()
            : null;
    }

    async Task<ImmutableArray<GroupInfo>> ITrainingCatalogGrain.ListGroups(string batchId, CancellationToken cancellationToken)
    {
        var batch = await GrainFactory.GetBatch(batchId).Describe();
        return await NowAsync(batch, await index.ListGroupsAsync(Guid.Parse(batch.Id), cancellationToken), cancellationToken);
    }

    async Task<GroupPage> ITrainingCatalogGrain.PageGroups(GroupQuery query, CancellationToken cancellationToken)
    {
        CatalogChecks.Check(query);
        var batch = await GrainFactory.GetBatch(query.BatchId).Describe();
        var page = await index.PageGroupsAsync(query, cancellationToken);
        return page with { Items = await NowAsync(batch, page.Items, cancellationToken) };
    }

    private async Task<TrainingInfo> FindAsync(string trainingId, CancellationToken cancellationToken) =>
        await index.FindAsync(CatalogChecks.IdOf("training", trainingId), cancellationToken)
            ?? throw new NotFoundException("training", trainingId);

    /// <summary>Only what is under way changes.</summary>
    private async Task<ImmutableArray<BatchInfo>> NowAsync(
        TrainingInfo training, IReadOnlyList<BatchInfo> batches, CancellationToken cancellationToken)
    {
        var now = batches.ToImmutableArray().ToBuilder();
        for (var i = 0; i < now.Count; i++)
        {
            if (now[i] is { EndTime: null } batch)
            {
                var tallies = await index.TallyAsync(Guid.Parse(training.Id), Guid.Parse(batch.Id), null, cancellationToken);
                now[i] = batch with
                {
                    Progress = Tallies.OfBatch(
                        batch, tallies, training.Definition.MaxTurns, training.Definition.MaxConcurrentRollouts),
                };
            }
        }

        return now.DrainToImmutable();
    }

    private async Task<ImmutableArray<GroupInfo>> NowAsync(
        BatchInfo batch, IReadOnlyList<GroupInfo> groups, CancellationToken cancellationToken)
    {
        if (groups.All(group => group.EndTime is not null))
        {
            return [.. groups];
        }

        var tallies = (await index.TallyAsync(Guid.Parse(batch.TrainingId), Guid.Parse(batch.Id), null, cancellationToken))
            .ToDictionary(tally => tally.GroupId);
        return
        [
            .. from @group in groups
               let tally = tallies.GetValueOrDefault(Guid.Parse(@group.Id))
               select @group.EndTime is not null || tally is null ? @group : @group with
               {
                   CompletedRollouts = tally.Completed,
                   Progress = Tallies.OfGroup(tally, hasEnded: false, @group.Definition.MaxConcurrentRollouts),
               },
        ];
    }
}
