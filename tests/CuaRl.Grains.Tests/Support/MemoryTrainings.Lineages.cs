using CuaRl.Grains.Trainings;

namespace CuaRl.Grains.Tests.Support;

internal sealed partial class MemoryTrainings
{
    public Task<IReadOnlyList<string>> ListNeedingAsync(Guid trainingId, long number, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<string>>(() =>
        [
            .. _trainings.Where(training => !training.IsDeleting)
                .Where(training => training.KlReferenceId == Text(trainingId)
                    || (training.ParentId == Text(trainingId) && training.ParentNumber == number && !_batches.Any(batch => batch.TrainingId == training.Id
                        && batch is { SourceType: SourceType.Step, Status: BatchStatus.Completed, CheckpointPath: not null })))
                .Select(training => training.RunName),
        ]);

    public Task<IReadOnlyList<TrainingInfo>> ListAncestryAsync(Guid trainingId, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<TrainingInfo>>(() =>
        {
            var ancestry = new List<TrainingState>();
            for (var next = _trainings.Find(training => training.Id == Text(trainingId)); next is { } training;)
            {
                ancestry.Insert(0, training);
                next = _trainings.Find(parent => parent.Id == training.ParentId && parent.Number == training.ParentNumber);
            }

            return [.. ancestry.Select(training => training.Info)];
        });

    public Task<IReadOnlyList<TrainingInfo>> ListChildrenAsync(Guid trainingId, long number, CancellationToken cancellationToken) =>
        Answer<IReadOnlyList<TrainingInfo>>(() =>
        [
            .. _trainings.Where(training => training.ParentId == Text(trainingId) && training.ParentNumber == number)
                .Select(training => training.Info),
        ]);
}
