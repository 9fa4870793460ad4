using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;

namespace CuaRl.Silo.Tests.Service;

/// <summary>One service on a database of its own, for the tests of a class.</summary>
public sealed class RunningServiceFixture : IAsyncLifetime
{
    private readonly PostgresDatabase _database = new();
    private ServiceProcess? _service;

    public ServiceProcess Service => _service ?? throw new InvalidOperationException("The service is not running.");

    public HttpClient Http => Service.Http;

    public PostgresDatabase Database => _database;

    public async Task InitializeAsync()
    {
        if (PostgresPrerequisite.MissingReason is not null)
        {
            return; // Every test of the class is skipped, with that reason.
        }

        await _database.InitializeAsync();
        _service = await ServiceProcess.StartAsync(new ProgramArguments(
            TestFolders.Create("service"), ServiceProcess.Up("--database", DatabaseUrl.From(_database.ConnectionString))));
    }

    public async Task DisposeAsync()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }

        await _database.DisposeAsync();
    }
}
