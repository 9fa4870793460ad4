using Orleans.TestingHost;

namespace CuaRl.Grains.Tests.Contracts;

/// <summary>A silo of whichever engine is built, and a client outside of it.</summary>
public sealed class EchoHost : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster;

    public EchoHost()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        _cluster = builder.Build();
    }

    public IEchoGrain Grain => _cluster.Client.GetGrain<IEchoGrain>("echo");

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();
}
