using CuaRl.Grains.Ports;
using CuaRl.Grains.Tests.Support;
using CuaRl.Silo.Hosting;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CuaRl.Silo.Tests.Service.Devices;

/// <summary>The service in this process with a provider of devices, on a database of its own; it can be stopped and started again.</summary>
public sealed class DeviceService : IAsyncLifetime
{
    private readonly string _folder = TestFolders.Create("devices");
    private RunningService? _service;

    public PostgresDatabase Database { get; } = new();

    internal ScriptedDriver Driver { get; } = new();

    public Uri Address => _service!.LocalUrl;

    public HttpClient Http { get; private set; } = new();

    public async Task InitializeAsync()
    {
        if (PostgresPrerequisite.MissingReason is null)
        {
            await Database.InitializeAsync();
            await StartAsync();
        }
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        await Database.DisposeAsync();
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    private async Task StartAsync()
    {
        _service = await RunningService.StartAsync(
            new ServiceSettings
            {
                Addresses = ListenAddress.Parse("http://127.0.0.1:0"),
                DataDirectory = _folder,
                Database = DatabaseUrl.From(Database.ConnectionString),
                LogLevel = LogLevel.Warning,
            },
            CancellationToken.None,
            services => services.AddSingleton<IDeviceDriver>(Driver));
        Http.Dispose();
        Http = new HttpClient { BaseAddress = Address };
    }

    private async Task StopAsync()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
            _service = null;
        }
    }
}
