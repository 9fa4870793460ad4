using Orleans.TestingHost;

namespace Orleans.Engine.Tests.Support;

/// <summary>One silo of whichever engine was built, shared by the tests that need nothing special.</summary>
public sealed class EngineCluster : IAsyncLifetime
{
    private static int _lastKey;

    public InProcessTestCluster Cluster { get; } = NewBuilder().Build();

    public IClusterClient Client => Cluster.Client;

    public static InProcessTestClusterBuilder NewBuilder()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        return builder;
    }

    /// <summary>No two tests use one grain.</summary>
    public static string NewKey() => $"test:{Interlocked.Increment(ref _lastKey)}";

    public Task InitializeAsync() => Cluster.DeployAsync();

    public async Task DisposeAsync() => await Cluster.DisposeAsync();
}
