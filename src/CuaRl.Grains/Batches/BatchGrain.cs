using CuaRl.Core.Progress;
using CuaRl.Core.Time;
using CuaRl.Core.Trainings;
using CuaRl.Grains.Checks;
using CuaRl.Grains.Groups;
using CuaRl.Grains.Ports;
using CuaRl.Grains.Storage;
using CuaRl.Grains.Trainings;
using Microsoft.Extensions.Logging;

namespace CuaRl.Grains.Batches;

internal sealed partial class BatchGrain(
    [PersistentState(BatchState.StateName)] IPersistentState<BatchState> record,
    TrainingStandings standings,
    ITrainingIndex index,
    ITaskStore tasks,
    INumberSource numbers,
    TimeProvider time,
    ILogger<BatchGrain> logger) : Grain, IBatchGrain
{
    /// <summary>The record as it is stored: the state of the facet runs ahead of it while a write is under way.</summary>
    private BatchState? _batch;

    private string Id => GrainKeys.BatchId(this.GetPrimaryKeyString());

    private Guid Guid => Guid.ParseExact(Id, "D");

    private DateTimeOffset Now => time.GetUtcNow().ToMicroseconds();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _batch = record.RecordExists ? record.State : null;
        return Task.CompletedTask;
    }

    async Task<BatchInfo> IBatchGrain.Create(BatchDefinition definition)
    {
        var id = Id;
        if (_batch is { } known)
        {
            if (known.TrainingId != definition.TrainingId || known.Request != Requested(definition))
            {
                throw new AlreadyExistsException("batch", id);
            }

            // A call before may have broken off before it looked at the training.
            return BatchTransitions.IsEnded(known.Status) ? known.Info : await AdmitAsync(known);
        }

        BatchChecks.Check(id, definition);
        await standings.RequireAsync(definition.TrainingId);
        var batch = BatchState.From(id, await numbers.NextAsync(KindOf(definition.Request.SourceType)), definition, Now);
        await SaveAsync(batch);
        Log.Created(logger, id, batch.SourceType, batch.Step, batch.TrainingId);
        return await AdmitAsync(batch);
    }

    async Task<BatchInfo> IBatchGrain.Describe()
    {
        var batch = Known();
        if (BatchTransitions.IsEnded(batch.Status))
        {
            return batch.Info;
        }

        var progress = await ProgressAsync(batch);
        var now = Known();
        return BatchTransitions.IsEnded(now.Status) ? now.Info : now.Info with { Progress = progress };
    }

    async Task<GroupInfo> IBatchGrain.StartGroup(GroupRequest request)
    {
        GroupChecks.Check(request);
        var batch = Known();
        var group = GrainFactory.GetGroup(RecordIds.Group(batch.Id, request.GroupNumber));
        if (BatchTransitions.IsEnded(batch.Status))
        {
            return await FindAsync(group, request) ?? throw Refused(BatchStatus.Running);
        }

        var task = await tasks.FindAsync(request.TaskId, CancellationToken.None)
            ?? throw new NotFoundException("task", request.TaskId);
        var created = await group.Create(Define(batch, request, task));
        if (!BatchTransitions.IsEnded(Known().Status))
        {
            return created;
        }

        // The batch ended meanwhile, and may have looked for groups before there was this one.
        await Sweep.EndAsync(group.Cancel());
        throw Refused(BatchStatus.Running);
    }

    async Task<BatchInfo> IBatchGrain.Report(BatchReport report)
    {
        BatchChecks.Check(report);
        var batch = Known();
        if (BatchTransitions.IsEnded(batch.Status))
        {
            throw Refused(report.Status ?? batch.Status);
        }

        if (report.Status is { } status && status != batch.Status)
        {
            BatchTransitions.Check(batch, status);
        }

        Rule.Keep("trained_on", batch.TrainedOn is { } before && report.TrainedOn is { } given && !given.Equals(before)
            ? $"is fixed already for batch '{Id}', with other content" : null);
        var next = batch.With(report, Now);
        return next == batch ? batch.Info : await MoveAsync(next);
    }

    private static GroupDefinition Define(BatchState batch, GroupRequest request, TaskInfo task) => new()
    {
        TrainingId = batch.TrainingId,
        TrainingNumber = batch.TrainingNumber,
        BatchId = batch.Id,
        BatchNumber = batch.Number,
        SourceType = batch.SourceType,
        Step = batch.Step,
        ModelPath = batch.ModelPath,
        Request = request,
        Task = new RolloutTask
        {
            TaskId = task.Definition.TaskId,
            Number = task.Number,
            MaxSteps = task.Definition.MaxSteps,
            ValidationQuery = task.Definition.ValidationQuery,
            ExpectedResult = task.Definition.ExpectedResult,
        },
        MaxTurns = RolloutTurns.LimitOf(batch.MaxTurns, task.Definition.MaxSteps),
        Temperature = batch.Temperature,
        RewardFunction = batch.RewardFunction,
        BoxType = batch.BoxType,
        MaxConcurrentRollouts = batch.MaxConcurrentRollouts,
    };

    /// <summary>A group that was started before; null for none.</summary>
    private static async Task<GroupInfo?> FindAsync(IGroupGrain group, GroupRequest request)
    {
        var known = await group.Describe().OrNullAsync();
        return known is null || known.Definition.Request == request ? known : throw new AlreadyExistsException("group", known.Id);
    }

    private static RecordKind KindOf(SourceType source) => source switch
    {
        SourceType.Eval => RecordKind.Eval,
        SourceType.Baseline => RecordKind.Baseline,
        _ => RecordKind.Step,
    };

    /// <summary>What was asked for, with the learning rate that applies.</summary>
    private static BatchRequest Requested(BatchDefinition definition) =>
        definition.Request with { LearningRate = definition.LearningRate };

    /// <summary>The record is there, and the training may have changed since it was asked: one of both sees the other.</summary>
    private async Task<BatchInfo> AdmitAsync(BatchState batch)
    {
        var standing = await standings.ReadAsync(batch.TrainingId);
        switch (Admissions.Of(standing))
        {
            case Admission.Admitted or Admission.Paused:
                return batch.Info;
            case Admission.Cancelled:
                await CancelAsync(batch);
                break;
            case Admission.Deleted:
                await DeleteAsync();
                break;
        }

        throw Admissions.Refusal(batch.TrainingId, standing);
    }

    private async Task SaveAsync(BatchState next)
    {
        await this.StoreAsync(record, next);
        _batch = next;
    }

    /// <summary>Stores a batch that changed, with its progress of now.</summary>
    private async Task<BatchInfo> MoveAsync(BatchState next)
    {
        var before = Known().Status;
        next = next with { Progress = await ProgressAsync(next), UpdatedAt = Now };
        await SaveAsync(next);
        if (next.Status != before)
        {
            Log.Moved(logger, Id, next.Status);
        }

        return next.Info;
    }

    private async Task<ProgressInfo> ProgressAsync(BatchState batch) => Tallies.OfBatch(
        batch.Info,
        [.. await index.TallyAsync(Guid.Parse(batch.TrainingId), Guid, null, CancellationToken.None)],
        batch.MaxTurns,
        batch.MaxConcurrentRollouts);

    private InvalidTransitionException Refused(BatchStatus next) => Transitions.Refused("batch", Id, Known().Status, next);

    /// <summary>The record; an activation that has none may be behind another, so it ends.</summary>
    private BatchState Known() => _batch ?? throw Missing();

    private NotFoundException Missing()
    {
        DeactivateOnIdle();
        return new NotFoundException("batch", Id);
    }
}
