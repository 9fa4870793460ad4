using CuaRl.Grains.Ports;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;

namespace CuaRl.Grains.Tests.Support;

/// <summary>Runs and trees in a silo of whichever engine is built. Two hosts over one set of tables are two activations of everything.</summary>
public sealed class TreeHost : IAsyncLifetime
{
    private static int _lastSimulation;

    private readonly InProcessTestCluster _cluster;

    public TreeHost() : this(new MemoryRuns(), null)
    {
    }

    internal TreeHost(MemoryRuns runs, MemoryRecords? records)
    {
        Runs = runs;
        Records = records ?? new MemoryRecords(runs);
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddGrainStorage("Default", (_, _) => new FaultyStorage(Records, Faults));
            silo.Services.AddSingleton<ISimulationIndex>(new ListedSimulations());
            silo.Services.AddSingleton<IRunJournal>(Runs);
            silo.Services.AddSingleton<IRunIndex>(Runs);
            silo.Services.AddSingleton<ITrainingIndex>(new MemoryTrainings(Runs));
            silo.Services.AddSingleton<IStateTags>(Runs);
            silo.Services.AddSingleton<IBlobStore>(Runs);
            silo.Services.AddSingleton<IIdGenerator>(new CountedIds());
            silo.Services.AddSingleton<TimeProvider>(Time);
        });
        _cluster = builder.Build();
    }

    public IGrainFactory Grains => _cluster.Client;

    internal MemoryRuns Runs { get; }

    internal MemoryRecords Records { get; }

    internal StorageFaults Faults { get; } = new();

    internal SettableTime Time { get; } = new();

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    /// <summary>A new simulation's tree.</summary>
    public async Task<IStateTreeGrain> NewTreeAsync(string agentConfig = "{}")
    {
        var id = $"sim-{Interlocked.Increment(ref _lastSimulation)}";
        await Grains.GetSimulation(id).Create(new SimulationDefinition
        {
            Name = id,
            EnvironmentName = "CartPole-v1",
            AgentType = "DQN",
            AgentConfig = JsonText.Parse(agentConfig),
        });
        return Grains.GetStateTree(id);
    }

    /// <summary>A new run with a root and so many steps after it; none at all for -1.</summary>
    public async Task<IRunGrain> NewRunAsync(IStateTreeGrain tree, long head = 0)
    {
        var run = Grains.GetRun((await tree.CreateRun(new RunRequest { Name = "main" })).Id);
        return head < 0 ? run : await AppendAsync(run, (int)head + 1);
    }

    /// <summary>Appends so many states.</summary>
    public static async Task<IRunGrain> AppendAsync(IRunGrain run, int count)
    {
        await run.Append(new AppendRequest { States = [.. Enumerable.Range(0, count).Select(State)] });
        return run;
    }

    /// <summary>A state that shows a number.</summary>
    public static StateContent State(int number) => new() { Observation = JsonText.Parse($"[{number}]") };
}
