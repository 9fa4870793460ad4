using CuaRl.Grains.Ports;
using CuaRl.Silo.Hosting;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CuaRl.Benchmarks.Service;

/// <summary>The whole service in this process, as <c>cuarl up</c> starts it, on a database of its own.</summary>
internal sealed class BenchService : IAsyncDisposable
{
    private readonly RunningService _service;

    private BenchService(PostgresDatabase database, RunningService service)
    {
        Database = database;
        _service = service;
        Http = new HttpClient { BaseAddress = service.LocalUrl };
    }

    /// <summary>The database, which raw counterparts use beside the service.</summary>
    public PostgresDatabase Database { get; }

    /// <summary>A client of its grains in the same process.</summary>
    public IGrainFactory Grains => _service.Grains;

    /// <summary>Its blobs, as whoever works in the silo stores them.</summary>
    public IBlobStore Blobs => _service.Blobs;

    /// <summary>A client of its HTTP facade.</summary>
    public HttpClient Http { get; }

    /// <summary>The service itself.</summary>
    public RunningService Running => _service;

    /// <param name="extend">Adds what a benchmark puts around the service's own parts; null for nothing.</param>
    public static async Task<BenchService> StartAsync(Action<IServiceCollection>? extend = null)
    {
        var database = new PostgresDatabase();
        await database.InitializeAsync();
        if (await database.ScalarAsync<string>("SHOW fsync") != "on"
            || await database.ScalarAsync<string>("SHOW synchronous_commit") != "on")
        {
            throw new InvalidOperationException("The server does not write through to the disk: the figures would mean nothing.");
        }

        var service = await RunningService.StartAsync(
            new ServiceSettings
            {
                Addresses = ListenAddress.Parse("http://127.0.0.1:0"),
                DataDirectory = TestFolders.Create("bench"),
                Database = DatabaseUrl.From(database.ConnectionString),
                LogLevel = LogLevel.Warning,
            },
            CancellationToken.None, extend);
        return new BenchService(database, service);
    }

    /// <summary>A new simulation.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> CreateSimulationAsync()
    {
        var id = Guid.CreateVersion7().ToString();
        await Grains.GetSimulation(id).Create(new SimulationDefinition
        {
            Name = "bench",
            EnvironmentName = "bench",
            AgentType = "bench",
            AgentConfig = JsonText.EmptyObject,
        });
        return id;
    }

    /// <summary>New runs of a simulation, each with a root of its own and no states.</summary>
    public async Task<IRunGrain[]> CreateRunsAsync(string simulationId, int count)
    {
        var tree = Grains.GetStateTree(simulationId);
        var runs = new IRunGrain[count];
        for (var i = 0; i < count; i++)
        {
            runs[i] = Grains.GetRun((await tree.CreateRun(new RunRequest { Name = $"run {i}" })).Id);
        }

        return runs;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _service.DisposeAsync();
        await Database.DisposeAsync();
    }
}
