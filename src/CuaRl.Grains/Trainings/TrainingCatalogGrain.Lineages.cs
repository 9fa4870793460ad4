using CuaRl.Core.Trainings;
using CuaRl.Grains.Checks;

namespace CuaRl.Grains.Trainings;

/// <summary>Which trainings come from which, and what came of two since they parted.</summary>
internal sealed partial class TrainingCatalogGrain
{
    async Task<TrainingLineage> ITrainingCatalogGrain.Lineage(string trainingId, CancellationToken cancellationToken)
    {
        var ancestry = await AncestryAsync(trainingId, cancellationToken);
        var training = ancestry[^1];
        return new TrainingLineage
        {
            TrainingId = training.Id,
            Ancestors = Lineages.Ancestors(ancestry),
            Children =
            [
                .. (await index.ListChildrenAsync(Guid.Parse(training.Id), training.Number, cancellationToken)).Select(Lineages.Child),
            ],
        };
    }

    async Task<LineageComparison> ITrainingCatalogGrain.Compare(string leftId, string rightId, CancellationToken cancellationToken)
    {
        Rule.Keep("with", leftId == rightId ? "must be another training" : null);
        var (left, right) = (await AncestryAsync(leftId, cancellationToken), await AncestryAsync(rightId, cancellationToken));
        var (leftPath, rightPath) = (Lineages.Path(left), Lineages.Path(right));
        var parting = LineagePath.Part(leftPath, rightPath);
        var since = parting?.Step ?? -1;
        return new LineageComparison
        {
            Left = left[^1],
            Right = right[^1],
            CommonAncestor = parting is { } shared ? Lineages.Relative(left, shared.Common, shared.Step) : null,
            Differences = Lineages.Differences(left[^1].Definition, right[^1].Definition),
            Steps = Lineages.Steps(
                await MeasureAsync(left, leftPath, since, cancellationToken), await MeasureAsync(right, rightPath, since, cancellationToken)),
        };
    }

    private async Task<IReadOnlyList<TrainingInfo>> AncestryAsync(string trainingId, CancellationToken cancellationToken)
    {
        var ancestry = await index.ListAncestryAsync(CatalogChecks.IdOf("training", trainingId), cancellationToken);
        return ancestry.Count > 0 ? ancestry : throw new NotFoundException("training", trainingId);
    }

    /// <summary>
    /// What the completed steps of a history after a step came to, whichever training took them. Those of a training that was deleted are
    /// gone, even where another one has its name, and so its id, now.
    /// </summary>
    private async Task<IReadOnlyDictionary<int, StepMeasures>> MeasureAsync(
        IReadOnlyList<TrainingInfo> ancestry, LineagePath path, int since, CancellationToken cancellationToken)
    {
        var measures = new Dictionary<int, StepMeasures>();
        var present = ancestry.Select(training => training.Number).ToHashSet();
        foreach (var (training, from, to) in path.After(since).Where(part => present.Contains(part.Training.Number)))
        {
            var steps = await index.ListBatchesAsync(Guid.Parse(training.TrainingId), SourceType.Step, cancellationToken);
            foreach (var step in steps.Where(step => step.Status == BatchStatus.Completed))
            {
                if (step.Request.Step >= from && step.Request.Step <= to)
                {
                    measures[step.Request.Step] = Lineages.Measure(step);
                }
            }
        }

        return measures;
    }
}
