namespace CuaRl.Grains.Ports;

/// <summary>Trainings and all that belongs to them, as the database lists them.</summary>
public interface ITrainingIndex
{
    /// <summary>
    /// The stored status of a training, and whether it is being deleted; null when there is none. Its number tells it from another one
    /// that had its name, and so its id, before.
    /// </summary>
    Task<(long Number, TrainingStatus Status, bool IsDeleting)?> FindStatusAsync(Guid trainingId, CancellationToken cancellationToken);

    /// <summary>A page of trainings, newest first.</summary>
    /// <exception cref="InvalidRequestException">The cursor is not of this list.</exception>
    Task<TrainingPage> ListAsync(TrainingQuery query, CancellationToken cancellationToken);

    /// <summary>A training with the progress that is stored, or null.</summary>
    Task<TrainingInfo?> FindAsync(Guid trainingId, CancellationToken cancellationToken);

    /// <summary>The training of that name, or null.</summary>
    Task<TrainingInfo?> FindByNameAsync(string runName, CancellationToken cancellationToken);

    /// <summary>The id of the record with that number, or null.</summary>
    Task<Guid?> FindIdAsync(RecordKind kind, long number, CancellationToken cancellationToken);

    /// <summary>The latest completed step that has a checkpoint, or null.</summary>
    Task<(int Step, string CheckpointPath)?> FindResumePointAsync(Guid trainingId, CancellationToken cancellationToken);

    /// <summary>The batches of a training by creation, with the progress that is stored.</summary>
    Task<IReadOnlyList<BatchInfo>> ListBatchesAsync(Guid trainingId, SourceType? sourceType, CancellationToken cancellationToken);

    /// <summary>A page of the batches of a training by creation, with the progress that is stored.</summary>
    /// <exception cref="InvalidRequestException">The cursor is not of this list.</exception>
    Task<BatchPage> PageBatchesAsync(BatchQuery query, CancellationToken cancellationToken);

    /// <summary>The groups of a batch by number, with the progress that is stored.</summary>
    Task<IReadOnlyList<GroupInfo>> ListGroupsAsync(Guid batchId, CancellationToken cancellationToken);

    /// <summary>A page of the groups of a batch by number, with the progress that is stored.</summary>
    /// <exception cref="InvalidRequestException">The cursor is not of this list.</exception>
    Task<GroupPage> PageGroupsAsync(GroupQuery query, CancellationToken cancellationToken);

    /// <summary>A page of rollouts, newest first.</summary>
    /// <exception cref="InvalidRequestException">The cursor is not of this list.</exception>
    Task<RolloutPage> ListRolloutsAsync(RolloutQuery query, CancellationToken cancellationToken);

    /// <summary>What the rollouts of a training tell, a batch of it, or a group of it, by their place.</summary>
    IAsyncEnumerable<RolloutFacts> ReadFactsAsync(
        Guid trainingId, Guid? batchId, Guid? groupId, CancellationToken cancellationToken);

    /// <summary>The turns of a training's groups, of those of a batch, or of one group: what progress is computed from.</summary>
    Task<IReadOnlyList<GroupTally>> TallyAsync(
        Guid trainingId, Guid? batchId, Guid? groupId, CancellationToken cancellationToken);

    /// <summary>How many tokens the states of a batch's completed rollouts hold, of the attempt that was completed.</summary>
    Task<long> CountTokensAsync(Guid trainingId, Guid batchId, CancellationToken cancellationToken);

    /// <summary>The ids of records below a training, a batch or a group, by creation; with <paramref name="onlyOpen"/> those that have not ended.</summary>
    /// <param name="kind">Rollout, group, or step, eval or baseline for batches of any kind.</param>
    /// <param name="trainingId">The training.</param>
    /// <param name="batchId">The batch; null for all.</param>
    /// <param name="groupId">The group; null for all.</param>
    /// <param name="onlyOpen">True to leave out those that have ended.</param>
    /// <param name="cancellationToken">Gives the read up.</param>
    Task<IReadOnlyList<Guid>> ListIdsAsync(
        RecordKind kind, Guid trainingId, Guid? batchId, Guid? groupId, bool onlyOpen, CancellationToken cancellationToken);

    /// <summary>
    /// The records below a training that a change of it has yet to reach, rollouts first, then groups, then batches, each kind as
    /// rollout, group or step.
    /// </summary>
    Task<IReadOnlyList<(RecordKind Kind, Guid Id)>> ListUnreachedAsync(
        Guid trainingId, SweepGoal goal, int limit, CancellationToken cancellationToken);

    /// <summary>How many those are.</summary>
    Task<int> CountUnreachedAsync(Guid trainingId, SweepGoal goal, CancellationToken cancellationToken);

    /// <summary>
    /// The runs of a training's rollouts that go on from another one's, also those that a creation left behind which broke off before its
    /// record; without those that were pruned.
    /// </summary>
    Task<IReadOnlyList<Guid>> ListBranchedRunsAsync(Guid trainingId, int limit, CancellationToken cancellationToken);

    /// <summary>The trainings that were paused, given up or are being deleted, and of which something was not reached.</summary>
    Task<IReadOnlyList<Guid>> ListUnsweptAsync(CancellationToken cancellationToken);

    /// <summary>What outside a training needs one of its trajectories, such as <c>run …</c> or <c>tag …</c>; at most ten, with the run that is needed first.</summary>
    Task<(Guid RunId, IReadOnlyList<string> NeededBy)?> FindNeedAsync(Guid trainingId, CancellationToken cancellationToken);

    /// <summary>
    /// The names of trainings that need what the training with that id and number saved: its branches without a saved state of their own,
    /// and all whose KL penalty draws to weights of it; at most ten, oldest first.
    /// </summary>
    Task<IReadOnlyList<string>> ListNeedingAsync(Guid trainingId, long number, CancellationToken cancellationToken);

    /// <summary>A training and those that it comes from, the first of all first, itself last; empty when there is none by that id.</summary>
    Task<IReadOnlyList<TrainingInfo>> ListAncestryAsync(Guid trainingId, CancellationToken cancellationToken);

    /// <summary>The branches of the training with that id and number, oldest first.</summary>
    Task<IReadOnlyList<TrainingInfo>> ListChildrenAsync(Guid trainingId, long number, CancellationToken cancellationToken);

    /// <summary>The status changes of a record, newest first.</summary>
    Task<IReadOnlyList<StatusChange>> HistoryAsync(RecordKind kind, long number, int limit, CancellationToken cancellationToken);
}
