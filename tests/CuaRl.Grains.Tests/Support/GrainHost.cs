using CuaRl.Grains.Ports;
using CuaRl.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
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
            silo.AddMemoryGrainStorage(Inner, (MemoryGrainStorageOptions storage) => storage.GrainStorageSerializer = Json());
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

    // As in the service: the default is another format on the packages engine.
    private static SystemTextJsonGrainStorageSerializer Json()
    {
        var json = new SystemTextJsonGrainStorageSerializerOptions();
        GrainStateJson.Configure(json.JsonSerializerOptions);
        return new SystemTextJsonGrainStorageSerializer(Options.Create(json));
    }
}
