using CuaRl.Silo.Hosting;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using Microsoft.Extensions.Logging;

namespace CuaRl.Silo.Tests.Service.Trees;

/// <summary>The service in this process on a database of its own, which can be stopped and started again.</summary>
public sealed class ServiceInProcess : IAsyncLifetime
{
    private readonly PostgresDatabase _database = new();
    private readonly string _folder = TestFolders.Create("service");
    private RunningService? _service;

    public IGrainFactory Grains => Service.Grains;

    public Uri Address => Service.LocalUrl;

    public PostgresDatabase Database => _database;

    private RunningService Service => _service ?? throw new InvalidOperationException("The service is not running.");

    public async Task InitializeAsync()
    {
        if (PostgresPrerequisite.MissingReason is not null)
        {
            return; // Every test of the class is skipped, with that reason.
        }

        await _database.InitializeAsync();
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        await _database.DisposeAsync();
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public async Task<IStateTreeGrain> NewTreeAsync(string simulationId)
    {
        await Grains.GetSimulation(simulationId).Create(new SimulationDefinition
        {
            Name = simulationId,
            EnvironmentName = "CartPole-v1",
            AgentType = "DQN",
            AgentConfig = JsonText.EmptyObject,
        });
        return Grains.GetStateTree(simulationId);
    }

    private async Task StartAsync() => _service = await RunningService.StartAsync(
        new ServiceSettings
        {
            Addresses = ListenAddress.Parse("http://127.0.0.1:0"),
            DataDirectory = _folder,
            Database = DatabaseUrl.From(_database.ConnectionString),
            LogLevel = LogLevel.Warning,
        },
        CancellationToken.None);

    private async Task StopAsync()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
            _service = null;
        }
    }
}
