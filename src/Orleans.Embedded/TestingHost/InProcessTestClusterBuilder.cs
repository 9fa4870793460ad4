using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Orleans.TestingHost;

public sealed class InProcessTestClusterBuilder
{
    private static int _clusters;

    /// <summary>Two silos, as in Orleans; this engine carries one, so give the number.</summary>
    public InProcessTestClusterBuilder() : this(2)
    {
    }

    public InProcessTestClusterBuilder(short initialSilosCount) => Options = new()
    {
        InitialSilosCount = initialSilosCount,
        ClusterId = CreateClusterId(),
        ServiceId = CreateClusterId(),
    };

    public InProcessTestClusterOptions Options { get; }

    /// <summary>Applies to the silo's host and to the client's.</summary>
    public InProcessTestClusterBuilder ConfigureHost(Action<IHostApplicationBuilder> configureDelegate)
    {
        Options.SiloHostConfigurationDelegates.Add((_, host) => configureDelegate(host));
        Options.ClientHostConfigurationDelegates.Add(configureDelegate);
        return this;
    }

    public InProcessTestClusterBuilder ConfigureSilo(
        Action<InProcessTestSiloSpecificOptions, ISiloBuilder> configureSiloDelegate)
    {
        Options.SiloHostConfigurationDelegates.Add(
            (options, host) => host.UseOrleans(silo => configureSiloDelegate(options, silo)));
        return this;
    }

    public InProcessTestClusterBuilder ConfigureSiloHost(
        Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder> configureSiloHostDelegate)
    {
        Options.SiloHostConfigurationDelegates.Add(configureSiloHostDelegate);
        return this;
    }

    public InProcessTestClusterBuilder ConfigureClient(Action<IClientBuilder> configureClientDelegate)
    {
        Options.ClientHostConfigurationDelegates.Add(
            host => configureClientDelegate(new ClientBuilder(host.Services, host.Configuration)));
        return this;
    }

    public InProcessTestCluster Build() => new(Options);

    /// <summary>Unique on this machine, so that tests which share a database do not share rows.</summary>
    public static string CreateClusterId() =>
        $"testcluster-{TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH-mm-ss}-{Environment.ProcessId}-{Interlocked.Increment(ref _clusters)}";
}
