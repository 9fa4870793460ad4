using CuaRl.Grains.Ports;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Orleans.TestingHost;

namespace CuaRl.Grains.Tests.Support;

/// <summary>The grains in a silo of whichever engine is built, on storage in memory that can be made to fail.</summary>
public sealed class GrainHost : IAsyncLifetime
{
    private const string Inner = "inner";

    private readonly InProcessTestCluster _cluster;

    public GrainHost()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorage(Inner);
            silo.Services.AddGrainStorage("Default", (services, _) =>
                new FaultyStorage(services.GetRequiredKeyedService<IGrainStorage>(Inner), Faults));
            silo.Services.AddSingleton<ISimulationIndex>(Index);
            silo.Services.AddSingleton<TimeProvider>(Time);
        });
        _cluster = builder.Build();
    }

    public IGrainFactory Grains => _cluster.Client;

    internal StorageFaults Faults { get; } = new();

    internal ListedSimulations Index { get; } = new();

    internal SettableTime Time { get; } = new();

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();
}
