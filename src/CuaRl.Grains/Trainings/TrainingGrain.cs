using CuaRl.Core.Time;
using CuaRl.Grains.Batches;
using CuaRl.Grains.Checks;
using CuaRl.Grains.Devices;
using CuaRl.Grains.Diagnostics;
using CuaRl.Grains.Ports;
using CuaRl.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace CuaRl.Grains.Trainings;

/// <remarks>
/// A change that reaches all below is stored first and swept down then: what is created meanwhile looks at the stored status
/// after it is there itself, so either the sweep finds it or it finds the change.
/// </remarks>
internal sealed partial class TrainingGrain(
    [PersistentState(TrainingState.StateName)] IPersistentState<TrainingState> record,
    ITrainingIndex index,
    IRunIndex runs,
    INumberSource numbers,
    IRewardFunctions rewards,
    DeviceDrivers drivers,
    IEnumerable<ICheckpointStore> checkpoints,
    TimeProvider time,
    ILogger<TrainingGrain> logger) : Grain, ITrainingGrain
{
    /// <summary>The record as it is stored: the state of the facet runs ahead of it while a write is under way.</summary>
    private TrainingState? _training;

    private string Id => GrainKeys.TrainingId(this.GetPrimaryKeyString());

    private Guid Guid => Guid.ParseExact(Id, "D");

    private DateTimeOffset Now => time.GetUtcNow().ToMicroseconds();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _training = record.RecordExists ? record.State : null;
        if (_training is { } training && GoalOf(training) is not null)
        {
            // An activation before may have ended in the middle of a sweep.
            SweepLater(TimeSpan.Zero);
        }

        return Task.CompletedTask;
    }

    async Task<TrainingInfo> ITrainingGrain.Start(TrainingDefinition definition)
    {
        var id = Id;
        TrainingChecks.Check(id, definition);
        if (_training is { } known)
        {
            return await StartAgainAsync(known, definition);
        }

        await CheckLoopAsync(definition);
        Rule.Keep("reward_function", rewards.Problem(definition.RewardFunction));
        return await CreateAsync(TrainingState.From(id, await numbers.NextAsync(RecordKind.Training), definition, Now));
    }

    async Task<TrainingInfo> ITrainingGrain.Describe()
    {
        var training = Known();
        var unreached = _unreached ?? (GoalOf(training) is { } goal
            ? await index.CountUnreachedAsync(Guid, goal, CancellationToken.None)
            : 0);
        if (TrainingTransitions.IsEnded(training.Status))
        {
            return training.Info with { Unreached = unreached };
        }

        var progress = await ProgressAsync(training);
        var now = Known();
        return TrainingTransitions.IsEnded(now.Status) ? Swept(now) : now.Info with { Progress = progress, Unreached = unreached };
    }

    Task<TrainingInfo> ITrainingGrain.Read() => Task.FromResult(Swept(Known()));

    async Task<TrainingInfo> ITrainingGrain.Report(TrainingReport report)
    {
        TrainingChecks.Check(report);
        var training = Active();
        var now = Now;
        await SaveAsync(training with
        {
            Phase = report.Phase ?? training.Phase,
            StatusMessage = report.StatusMessage ?? training.StatusMessage,
            CurrentStep = report.CurrentStep ?? training.CurrentStep,
            TotalSteps = report.TotalSteps ?? training.TotalSteps,
            EvalTasks = report.EvalTasks ?? training.EvalTasks,
            LastHeartbeat = now,
            UpdatedAt = now,
        });
        return Swept(Known());
    }

    async Task<BatchInfo> ITrainingGrain.StartBatch(BatchRequest request)
    {
        BatchChecks.Check(request);
        var training = Known();
        var batch = GrainFactory.GetBatch(BatchChecks.IdOf(training.Id, request));
        var asked = request with { LearningRate = request.LearningRate ?? training.LearningRate };
        if (training.IsDeleting || !TrainingTransitions.TakesNew(training.Status))
        {
            return await FindAsync(batch, asked) ?? throw new TrainingInactiveException(training.Id, training.Status);
        }

        return await batch.Create(new BatchDefinition
        {
            TrainingId = training.Id,
            TrainingNumber = training.Number,
            Request = asked,
            MaxTurns = training.MaxTurns,
            LearningRate = asked.LearningRate.Value,
            Temperature = training.Temperature,
            RewardFunction = training.RewardFunction,
            BoxType = training.BoxType,
            MaxConcurrentRollouts = training.MaxConcurrentRollouts,
        });
    }

    async Task<TrainingInfo> ITrainingGrain.SetArchived(bool isArchived)
    {
        var training = Known();
        if (training.IsArchived != isArchived)
        {
            await SaveAsync(training with { IsArchived = isArchived, UpdatedAt = Now });
        }

        return Swept(Known());
    }

    private async Task<TrainingInfo> CreateAsync(TrainingState training)
    {
        await SaveAsync(training);
        _unreached = 0; // There is nothing below it yet.
        GrainInstruments.TrainingCreated();
        Log.Created(logger, training.Id, training.RunName, training.ModelName);
        return Swept(training);
    }

    /// <summary>The same again takes it up where its last checkpoint is, and lets what stood still go on.</summary>
    private async Task<TrainingInfo> StartAgainAsync(TrainingState known, TrainingDefinition definition)
    {
        var defined = known.Definition;
        if (known.IsDeleting)
        {
            throw new TrainingInactiveException(known.Id, known.Status);
        }

        if (definition with { TotalSteps = defined.TotalSteps, EvalTasks = defined.EvalTasks } != defined)
        {
            throw new AlreadyExistsException("training", known.Id);
        }

        if (known.Status != TrainingStatus.Initializing)
        {
            TrainingTransitions.Check(known, TrainingStatus.Initializing);
            var resume = await index.FindResumePointAsync(Guid, CancellationToken.None);
            var now = Now;
            await MoveAsync(known with
            {
                Status = TrainingStatus.Initializing,
                Phase = TrainingPhase.Initialization,
                StatusMessage = "Resuming training",
                ErrorMessage = null,
                Actor = null,
                TotalSteps = definition.TotalSteps ?? known.TotalSteps,
                EvalTasks = definition.EvalTasks ?? known.EvalTasks,
                StartStep = resume is { } point ? point.Step + 1 : known.FirstStep,
                CheckpointPath = resume?.CheckpointPath ?? known.ParentCheckpointPath,
                EndTime = null,
                LastHeartbeat = now,
            });
        }

        return await SweptAsync();
    }

    /// <summary>Refuses what the loop cannot drive, with all that is wrong.</summary>
    private async Task CheckLoopAsync(TrainingDefinition definition) => LoopDefinitions.Check(
        definition, rewards.Problem, await DevicesProblemAsync(definition), await UnknownTasksAsync(definition));

    /// <summary>The tasks that a training names and that there are none of.</summary>
    private async Task<HashSet<string>> UnknownTasksAsync(TrainingDefinition definition)
    {
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in LoopDefinitions.StoredTasks(definition))
        {
            if (await GrainFactory.GetTaskCatalog().Get(id).OrNullAsync() is null)
            {
                unknown.Add(id);
            }
        }

        return unknown;
    }

    /// <summary>What is wrong with the devices of a training that the loop is to drive, which nobody could find out before its first lease.</summary>
    private async Task<string?> DevicesProblemAsync(TrainingDefinition definition)
    {
        if (!LoopDefinitions.IsDriven(definition))
        {
            return null;
        }

        try
        {
            return drivers.PoolProblem((await GrainFactory.GetDevicePool(definition.BoxType).Describe().OrNullAsync())?.Definition.BoxType);
        }
        catch (MalformedIdException)
        {
            return drivers.PoolProblem(null);
        }
    }

    /// <summary>A batch that was started before; null for none.</summary>
    private static async Task<BatchInfo?> FindAsync(IBatchGrain batch, BatchRequest request)
    {
        var known = await batch.Describe().OrNullAsync();
        return known is null || known.Request == request ? known : throw new AlreadyExistsException("batch", known.Id);
    }

    private async Task SaveAsync(TrainingState next)
    {
        await this.StoreAsync(record, next);
        _training = next;
    }

    /// <summary>The record; an activation that has none may be behind another, so it ends.</summary>
    private TrainingState Known() => _training ?? throw Missing();

    /// <summary>The record of a training that is under way.</summary>
    private TrainingState Active()
    {
        var training = Known();
        return !training.IsDeleting && TrainingTransitions.TakesNew(training.Status)
            ? training
            : throw new TrainingInactiveException(training.Id, training.Status);
    }

    private NotFoundException Missing()
    {
        DeactivateOnIdle();
        return new NotFoundException("training", Id);
    }
}
