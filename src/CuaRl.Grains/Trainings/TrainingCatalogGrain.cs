using System.Collections.Immutable;
using CuaRl.Core.Time;
using CuaRl.Core.Trainings;
using CuaRl.Grains.Checks;
using CuaRl.Grains.Ports;
using Orleans.Concurrency;

namespace CuaRl.Grains.Trainings;

/// <summary>A gate to the database that holds nothing, so each silo keeps some of its own.</summary>
[StatelessWorker]
internal sealed partial class TrainingCatalogGrain(
    ITrainingIndex index,
    IAnnotations annotations,
    IRewardLayers layers,
    IRewardFunctions rewards,
    IIdGenerator ids,
    TimeProvider time) : Grain, ITrainingCatalogGrain
{
    Task<TrainingInfo> ITrainingCatalogGrain.Start(TrainingDefinition definition)
    {
        TrainingChecks.Check(definition);
        var runName = definition.RunName ?? RecordNames.Training(
            definition.ModelName,
            definition.LoraRank,
            definition.LearningRate,
            definition.GroupSize,
            definition.GroupsPerBatch,
            definition.Seed,
            time.GetUtcNow());
        return GrainFactory.GetTraining(RecordIds.Training(runName)).Start(definition with { RunName = runName });
    }

    Task<TrainingPage> ITrainingCatalogGrain.List(TrainingQuery query, CancellationToken cancellationToken)
    {
        CatalogChecks.Check(query);
        return index.ListAsync(query, cancellationToken);
    }

    Task<TrainingInfo?> ITrainingCatalogGrain.FindByName(string runName, CancellationToken cancellationToken)
    {
        Rule.Keep("run_name", RecordRules.Name(runName));
        return index.FindByNameAsync(runName, cancellationToken);
    }

    async Task<string?> ITrainingCatalogGrain.FindId(RecordKind kind, long number, CancellationToken cancellationToken)
    {
        CatalogChecks.CheckKind(kind);
        return kind == RecordKind.Environment
            ? null
            : (await index.FindIdAsync(kind, number, cancellationToken))?.ToString();
    }

    Task<RolloutPage> ITrainingCatalogGrain.ListRollouts(RolloutQuery query, CancellationToken cancellationToken)
    {
        CatalogChecks.Check(query);
        return index.ListRolloutsAsync(query, cancellationToken);
    }

    async Task<ImmutableArray<StatusChange>> ITrainingCatalogGrain.History(
        RecordKind kind, long number, int limit, CancellationToken cancellationToken)
    {
        CatalogChecks.CheckKind(kind);
        Rule.Keep("limit", RecordRules.Limit(limit));
        return [.. await index.HistoryAsync(kind, number, limit, cancellationToken)];
    }

    Task<Annotation> ITrainingCatalogGrain.Annotate(Annotation annotation)
    {
        CatalogChecks.Check(annotation);
        var id = annotation.Id.Length == 0 ? ids.NewId() : annotation.Id;
        return annotations.AddAsync(
            annotation with { Id = id, CreatedAt = time.GetUtcNow().ToMicroseconds() }, CancellationToken.None);
    }

    Task<bool> ITrainingCatalogGrain.RemoveAnnotation(string id) =>
        annotations.RemoveAsync(CatalogChecks.IdOf("annotation", id), CancellationToken.None);

    async Task<ImmutableArray<Annotation>> ITrainingCatalogGrain.ListAnnotations(
        RecordKind kind, long number, CancellationToken cancellationToken)
    {
        CatalogChecks.CheckKind(kind);
        return [.. await annotations.ListAsync(kind, number, cancellationToken)];
    }

    async Task<RewardLayer> ITrainingCatalogGrain.Reverify(string trainingId, string layer, string rewardFunction)
    {
        var id = CatalogChecks.IdOf("training", trainingId);
        Rule.Keep("layer", RecordRules.Name(layer));
        Rule.Keep("reward_function", RecordRules.Name(rewardFunction) ?? rewards.Problem(rewardFunction));
        await RequireAsync(id);
        var (computed, version) = await Reverification.ComputeAsync(
            index.ReadFactsAsync(id, null, null, CancellationToken.None), rewards, rewardFunction);
        return await layers.ReplaceAsync(
            id, layer, rewardFunction, version, computed, time.GetUtcNow().ToMicroseconds(), CancellationToken.None);
    }

    async Task<ImmutableArray<RewardLayer>> ITrainingCatalogGrain.ListRewardLayers(
        string trainingId, CancellationToken cancellationToken)
    {
        var id = CatalogChecks.IdOf("training", trainingId);
        await RequireAsync(id);
        return [.. await layers.ListAsync(id, cancellationToken)];
    }

    private async Task RequireAsync(Guid trainingId)
    {
        if (await index.FindStatusAsync(trainingId, CancellationToken.None) is null)
        {
            throw new NotFoundException("training", trainingId.ToString());
        }
    }
}
