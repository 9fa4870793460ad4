using CuaRl.Core.Trainings;
using CuaRl.Grains.Ports;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;

namespace CuaRl.Grains.Tests.Support;

/// <summary>Trainings and all below in a silo of whichever engine is built. Two hosts over one set of tables are two activations of everything.</summary>
public sealed class TrainingHost : IAsyncLifetime
{
    public const string Task = "demo_01_wifi";

    private static int _lastTraining;

    private readonly InProcessTestCluster _cluster;

    public TrainingHost() : this(null)
    {
    }

    /// <param name="twin">The host whose tables it shares.</param>
    internal TrainingHost(TrainingHost? twin)
    {
        Runs = twin?.Runs ?? new MemoryRuns();
        Trainings = twin?.Trainings ?? new MemoryTrainings(Runs);
        Records = twin?.Records ?? new MemoryRecords(Runs, Trainings);
        Trainings.AddTask(new TaskDefinition
        {
            TaskId = Task,
            Name = "wifi",
            Description = "Turn the wifi on.",
            MaxSteps = 10,
            ValidationQuery = "wifi_enabled",
            ExpectedResult = JsonText.Parse("true"),
        });
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddCuaRlGrains();
            silo.Services.AddGrainStorage("Default", (_, _) => new FaultyStorage(Records, Faults));
            silo.Services.AddSingleton<IDeviceIndex>(new MemoryDevices(Records));
            silo.Services.AddSingleton<IDeviceDriver>(new ScriptedDriver { BoxType = "simulated" });
            silo.Services.AddSingleton<ISimulationIndex>(new ListedSimulations());
            silo.Services.AddSingleton<IRunJournal>(Runs);
            silo.Services.AddSingleton<IRunIndex>(Runs);
            silo.Services.AddSingleton<IStateTags>(Runs);
            silo.Services.AddSingleton<IBlobStore>(Runs);
            silo.Services.AddSingleton<ITrainingIndex>(Trainings);
            silo.Services.AddSingleton<INumberSource>(Trainings);
            silo.Services.AddSingleton<IAnnotations>(Trainings);
            silo.Services.AddSingleton<IRewardLayers>(Trainings);
            silo.Services.AddSingleton<ITaskStore>(Trainings);
            silo.Services.AddSingleton<IValidators>(new ListedValidators());
            silo.Services.AddSingleton<IRewardFunctions>(Trainings);
            silo.Services.AddSingleton<IIdGenerator>(new CountedIds());
            silo.Services.AddSingleton<TimeProvider>(Time);
        });
        _cluster = builder.Build();
    }

    public IGrainFactory Grains => _cluster.Client;

    internal MemoryRuns Runs { get; }

    internal MemoryTrainings Trainings { get; }

    internal MemoryRecords Records { get; }

    internal StorageFaults Faults { get; } = new();

    internal SettableTime Time { get; } = new();

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    /// <summary>A definition with a name of its own.</summary>
    public static TrainingDefinition Definition(string? name = null) => new()
    {
        RunName = name ?? $"training-{Interlocked.Increment(ref _lastTraining)}",
        ModelName = "Qwen/Qwen3-VL-30B-A3B-Instruct",
        TotalSteps = 2,
        EvalEvery = 0,
    };

    /// <summary>A training that runs.</summary>
    public async Task<ITrainingGrain> NewTrainingAsync(TrainingDefinition? definition = null)
    {
        definition ??= Definition();
        var training = Grains.GetTraining(RecordIds.Training(definition.RunName!));
        await training.Start(definition);
        await training.Begin();
        return training;
    }

    /// <summary>A step in a training, or in one of its own.</summary>
    public async Task<IBatchGrain> NewBatchAsync(ITrainingGrain? training = null, SourceType source = SourceType.Step, int step = 0)
    {
        training ??= await NewTrainingAsync();
        return Grains.GetBatch((await training.StartBatch(Batch(source, step))).Id);
    }

    /// <summary>A group in a batch, or in one of its own.</summary>
    public async Task<IGroupGrain> NewGroupAsync(IBatchGrain? batch = null, int number = 0, int rollouts = 4)
    {
        batch ??= await NewBatchAsync();
        return Grains.GetGroup((await batch.StartGroup(Group(number, rollouts))).Id);
    }

    /// <summary>A rollout in a group, or in one of its own.</summary>
    public async Task<IRolloutGrain> NewRolloutAsync(IGroupGrain? group = null, int index = 0)
    {
        group ??= await NewGroupAsync();
        return Grains.GetRollout((await group.StartRollout(new RolloutRequest { EnvIndex = index })).Id);
    }

    /// <summary>Records the reset and so many turns.</summary>
    public static async Task<IRolloutGrain> PlayAsync(IRolloutGrain rollout, int turns)
    {
        await rollout.RecordReset(new ResetObservation { Text = "home screen" });
        for (var turn = 1; turn <= turns; turn++)
        {
            await rollout.RecordTurn(Turn(turn));
        }

        return rollout;
    }

    public static BatchRequest Batch(SourceType source = SourceType.Step, int step = 0) => new()
    {
        SourceType = source,
        Step = step,
        ModelPath = "tinker://sampler/000000",
        NumGroups = 2,
        GroupSize = 4,
    };

    public static GroupRequest Group(int number = 0, int rollouts = 4) => new() { GroupNumber = number, TaskId = Task, NumRollouts = rollouts };

    public static TurnContent Turn(int number) => new()
    {
        Turn = number,
        ModelResponse = $"turn {number}",
        Actions = [new TurnAction { ToolName = "action", ToolArguments = JsonText.Parse("""{"action_type":"tap"}""") }],
        TokenIds = [1, 2, 3],
        LogProbabilities = [-0.5f, -0.25f, -0.125f],
    };

    /// <summary>An end with a judgement, or without one for null.</summary>
    public static RolloutOutcome Outcome(bool? success = true) => new()
    {
        TaskCompleted = true,
        AgentReportedSuccess = true,
        StopReason = "finish_success",
        FinishMessage = "done",
        Counters = new ActionCounters
        {
            NumTotalActions = 3,
            ConsecutiveRepeatedActions = 0,
            ParseErrors = 0,
            ToolNameErrors = 0,
            ToolArgumentErrors = 0,
            RuntimeErrors = 1,
        },
        Validation = success is { } passed
            ? new ValidationReport { Success = passed, ValidationQuery = "wifi_enabled", ActualResult = passed ? "1" : "0" }
            : null,
    };
}
