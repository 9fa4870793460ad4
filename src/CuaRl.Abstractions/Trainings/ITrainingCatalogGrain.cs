using System.Collections.Immutable;
using Orleans.Concurrency;

namespace CuaRl;

/// <summary>
/// What the database lists of trainings and all that belongs to them. The key is <see
/// cref="GrainKeys.TrainingCatalog"/>.
/// </summary>
[Alias("cuarl.ITrainingCatalogGrain")]
public interface ITrainingCatalogGrain : IGrainWithStringKey
{
    /// <summary>
    /// Creates a training, or resumes the one of that name, as <see cref="ITrainingGrain.Start"/> does. Without a name it gets
    /// the one that the original would form, from its configuration and the minute.
    /// </summary>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    /// <exception cref="SettingsRefusedException">Its config names a provider, and it cannot be driven so; the error names every
    /// fault.</exception>
    /// <exception cref="AlreadyExistsException">One of that name exists with another configuration.</exception>
    [Alias("Start")]
    Task<TrainingInfo> Start(TrainingDefinition definition);

    /// <summary>A page of trainings, newest first.</summary>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    [AlwaysInterleave, Alias("List")]
    Task<TrainingPage> List(TrainingQuery query, CancellationToken cancellationToken = default);

    /// <summary>The training of that name; null when there is none.</summary>
    [AlwaysInterleave, Alias("FindByName")]
    Task<TrainingInfo?> FindByName(string runName, CancellationToken cancellationToken = default);

    /// <summary>Which trainings a training comes from, and which come from it.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    [AlwaysInterleave, Alias("Lineage")]
    Task<TrainingLineage> Lineage(string trainingId, CancellationToken cancellationToken = default);

    /// <summary>Where two trainings parted, the settings in which they differ, and their steps since then side by side.</summary>
    /// <exception cref="NotFoundException">There is none by one of the ids.</exception>
    /// <exception cref="InvalidRequestException">It is the same training twice.</exception>
    [AlwaysInterleave, Alias("Compare")]
    Task<LineageComparison> Compare(string leftId, string rightId, CancellationToken cancellationToken = default);

    /// <summary>The id of the record with that number; null when there is none. Devices have none.</summary>
    [AlwaysInterleave, Alias("FindId")]
    Task<string?> FindId(RecordKind kind, long number, CancellationToken cancellationToken = default);

    /// <summary>The batches of a training by creation, with their progress of now.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    [AlwaysInterleave, Alias("ListBatches")]
    Task<ImmutableArray<BatchInfo>> ListBatches(
        string trainingId, SourceType? sourceType = null, CancellationToken cancellationToken = default);

    /// <summary>A page of the batches of a training by creation, with their progress of now.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    [AlwaysInterleave, Alias("PageBatches")]
    Task<BatchPage> PageBatches(BatchQuery query, CancellationToken cancellationToken = default);

    /// <summary>The latest completed step of a training that has a checkpoint, where it would go on; null for none.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    [AlwaysInterleave, Alias("FindLatestStep")]
    Task<BatchInfo?> FindLatestStep(string trainingId, CancellationToken cancellationToken = default);

    /// <summary>The groups of a batch by number, with their progress of now.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    [AlwaysInterleave, Alias("ListGroups")]
    Task<ImmutableArray<GroupInfo>> ListGroups(string batchId, CancellationToken cancellationToken = default);

    /// <summary>A page of the groups of a batch by number, with their progress of now.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    [AlwaysInterleave, Alias("PageGroups")]
    Task<GroupPage> PageGroups(GroupQuery query, CancellationToken cancellationToken = default);

    /// <summary>A page of rollouts, newest first.</summary>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    [AlwaysInterleave, Alias("ListRollouts")]
    Task<RolloutPage> ListRollouts(RolloutQuery query, CancellationToken cancellationToken = default);

    /// <summary>The status changes of a record, newest first.</summary>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    [AlwaysInterleave, Alias("History")]
    Task<ImmutableArray<StatusChange>> History(
        RecordKind kind, long number, int limit = 100, CancellationToken cancellationToken = default);

    /// <summary>Puts a tag or a note on a record. The same tag again gives the first answer.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    [Alias("Annotate")]
    Task<Annotation> Annotate(Annotation annotation);

    /// <summary>Takes a tag or a note away; false when there is none.</summary>
    [Alias("RemoveAnnotation")]
    Task<bool> RemoveAnnotation(string id);

    /// <summary>The tags and notes on a record, oldest first.</summary>
    [AlwaysInterleave, Alias("ListAnnotations")]
    Task<ImmutableArray<Annotation>> ListAnnotations(
        RecordKind kind, long number, CancellationToken cancellationToken = default);

    /// <summary>
    /// Computes the rewards of a training's rollouts anew over what was recorded, into a layer beside the recorded
    /// ones. Repeating it replaces the layer.
    /// </summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    [Alias("Reverify")]
    Task<RewardLayer> Reverify(string trainingId, string layer, string rewardFunction);

    /// <summary>The layers of a training, by name.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    [AlwaysInterleave, Alias("ListRewardLayers")]
    Task<ImmutableArray<RewardLayer>> ListRewardLayers(
        string trainingId, CancellationToken cancellationToken = default);
}
