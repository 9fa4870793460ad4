using System.Globalization;
using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Trainings;
using CuaRl.Grains.Batches;
using CuaRl.Grains.Checks;
using CuaRl.Grains.Storage;

namespace CuaRl.Grains.Trainings;

/// <remarks>
/// A branch needs what its parent saved until it has saved a state of its own. It looks at its parent after it is stored itself, and a
/// deletion looks for branches after it is stored: so whichever comes second finds the first.
/// </remarks>
internal sealed partial class TrainingGrain
{
    /// <summary>How many steps an error names.</summary>
    private const int NamedSteps = 20;

    async Task<TrainingInfo> ITrainingGrain.BranchFrom(int step, TrainingBranch branch)
    {
        TrainingChecks.Check(step, branch);
        var parent = Known();
        if (parent.IsDeleting)
        {
            throw new TrainingInactiveException(Id, parent.Status);
        }

        if (!LoopDefinitions.IsDriven(parent.Definition))
        {
            throw new TrainingUndrivenException(Id);
        }

        Rule.Keep("step", step >= parent.FirstStep
            ? null : $"must be {parent.FirstStep} or more: earlier steps are those of {parent.ParentRunName}, so branch from that training");
        var origin = await OriginAsync(parent, step);
        var definition = LoopDefinitions.Branch(
            parent.Definition, branch, new BranchPoint(step + 1, origin.KlReferencePath is not null), rewards.Problem);
        var id = RecordIds.Training(branch.RunName);
        return id == Id
            ? throw new AlreadyExistsException("training", Id)
            : await GrainFactory.GetTraining(id).StartBranch(definition, origin);
    }

    async Task<TrainingInfo> ITrainingGrain.StartBranch(TrainingDefinition definition, TrainingOrigin origin)
    {
        TrainingChecks.Check(Id, definition);
        if (_training is { } known)
        {
            if (known.IsDeleting)
            {
                throw new TrainingInactiveException(Id, known.Status);
            }

            if (known.Definition != definition || known.Origin != origin)
            {
                throw new AlreadyExistsException("training", Id);
            }

            if (known is { Status: TrainingStatus.Initializing, CurrentStep: null })
            {
                // A call before may have broken off before it looked at the parent.
                await RequireParentAsync(origin);
            }

            return Swept(Known());
        }

        await CheckLoopAsync(definition);
        var created = await CreateAsync(
            TrainingState.From(Id, await numbers.NextAsync(RecordKind.Training), definition, origin, Now));
        await RequireParentAsync(origin);
        Log.Branched(logger, Id, created.RunName, origin.RunName, origin.Step);
        return created;
    }

    /// <summary>What a branch after a step goes on from.</summary>
    private async Task<TrainingOrigin> OriginAsync(TrainingState parent, int step)
    {
        if (await FindStepAsync(step) is not { } batch || batch.SavedState() is not { } state)
        {
            var steps = await index.ListBatchesAsync(Guid, SourceType.Step, CancellationToken.None);
            throw new NoCheckpointException(
                Id, step,
                [
                    .. steps.Where(saved => saved.SavedState() is not null)
                        .Select(saved => saved.Request.Step).Order().TakeLast(NamedSteps),
                ]);
        }

        var reference = await ReferenceAsync(parent);
        return new TrainingOrigin
        {
            TrainingId = Id,
            TrainingNumber = parent.Number,
            RunName = parent.RunName,
            Step = step,
            CheckpointPath = state,
            ModelPath = batch.Result?.ModelPath,
            KlReferenceTrainingId = reference?.TrainingId,
            KlReferencePath = reference?.Path,
        };
    }

    /// <summary>The policy before the first step of the lineage, which the first training keeps if a penalty draws it there.</summary>
    private async Task<(string TrainingId, string Path)?> ReferenceAsync(TrainingState training) => training switch
    {
        { ParentId: not null } => training is { KlReferenceId: { } id, KlReferencePath: { } path } ? (id, path) : null,
        { KlPenaltyCoefficient: > 0 } => await FindStepAsync(0) is { Request.ModelPath: { } first } ? (Id, first) : null,
        _ => null,
    };

    private Task<BatchInfo?> FindStepAsync(int step) =>
        GrainFactory.GetBatch(RecordIds.Batch(Id, Transitions.Name(SourceType.Step), step)).Describe().OrNullAsync();

    /// <summary>A branch whose parent is going away goes with it. What a penalty draws to stays as long as the parent, which needs it too.</summary>
    private async Task RequireParentAsync(TrainingOrigin origin)
    {
        var standing = await index.FindStatusAsync(Guid.Parse(origin.TrainingId), CancellationToken.None);
        if (standing is { IsDeleting: false, Number: var found } && found == origin.TrainingNumber)
        {
            return;
        }

        await this.ClearAsync(record);
        _training = null;
        throw standing switch
        {
            null => new NotFoundException("training", origin.TrainingId),
            { Number: var number } when number != origin.TrainingNumber =>
                new NotFoundException("training", origin.TrainingNumber.ToString(CultureInfo.InvariantCulture)), // The id is that of a namesake.
            { Status: var status } => new TrainingInactiveException(origin.TrainingId, status),
        };
    }

    /// <summary>No branch goes on from what it saved; one that is being deleted stays if one came before that was stored.</summary>
    private async Task RequireUnneededAsync()
    {
        var needing = await index.ListNeedingAsync(Guid, Known().Number, CancellationToken.None);
        if (needing.Count == 0)
        {
            return;
        }

        if (Known() is { IsDeleting: true } deleting)
        {
            await SaveAsync(deleting with { IsDeleting = false, UpdatedAt = Now });
            Log.DeletionTakenBack(logger, Id, deleting.RunName, string.Join(", ", needing));
        }

        throw new TrainingNeededException(Id, [.. needing]);
    }
}
