using System.Collections.ObjectModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>A cluster of one silo in this process, for tests.</summary>
public sealed class InProcessTestCluster : IAsyncDisposable
{
    private readonly List<InProcessSiloHandle> _silos = [];
    private int _generation;

    internal InProcessTestCluster(InProcessTestClusterOptions options) => Options = options;

    public InProcessTestClusterOptions Options { get; }

    public ReadOnlyCollection<InProcessSiloHandle> Silos => _silos.ToArray().AsReadOnly();

    /// <summary>Stays valid over restarts of the silo.</summary>
    public IClusterClient Client => _silos[0].ServiceProvider.GetRequiredService<IClusterClient>();

    public async Task DeployAsync()
    {
        if (_silos.Count > 0)
        {
            throw new InvalidOperationException("The cluster is already deployed.");
        }

        for (var started = 0; started < Options.InitialSilosCount; started++)
        {
            await StartAdditionalSiloAsync();
        }
    }

    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync()
    {
        if (_silos.Count > 0)
        {
            throw new NotSupportedException(
                "More than one silo needs a cluster, which the embedded engine is not; build with OrleansEngine=packages.");
        }

        var options = new InProcessTestSiloSpecificOptions { SiloName = $"Silo_{_silos.Count}" };
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            ApplicationName = options.SiloName,
            EnvironmentName = Environments.Development,
            DisableDefaults = true,
        });
        foreach (var configure in Options.SiloHostConfigurationDelegates)
        {
            configure(options, builder);
        }

        builder.UseOrleans(silo => Orleans.Hosting.SiloBuilderExtensions.Configure<ClusterOptions>(silo, cluster =>
        {
            cluster.ClusterId = Options.ClusterId;
            cluster.ServiceId = Options.ServiceId;
        }));
        var host = builder.Build();
        await host.StartAsync();
        var handle = new InProcessSiloHandle
        {
            Name = options.SiloName,
            SiloHost = host,
            SiloAddress = new(options.SiloName, ++_generation),
        };
        _silos.Add(handle);
        return handle;
    }

    /// <summary>Lets activations deactivate, then stops the silo.</summary>
    public Task StopSiloAsync(InProcessSiloHandle instance) => EndSiloAsync(instance, gracefully: true);

    /// <summary>Abandons the silo as a crash would: no turn of its grains runs any more and nothing is deactivated.</summary>
    public Task KillSiloAsync(InProcessSiloHandle instance) => EndSiloAsync(instance, gracefully: false);

    public async Task<InProcessSiloHandle?> RestartSiloAsync(InProcessSiloHandle instance)
    {
        await StopSiloAsync(instance);
        return await StartAdditionalSiloAsync();
    }

    public IServiceProvider GetSiloServiceProvider(SiloAddress? silo = null) =>
        (silo is null ? _silos.FirstOrDefault() : _silos.Find(handle => handle.SiloAddress.Equals(silo)))?.ServiceProvider
        ?? throw new ArgumentException($"No silo {silo} is running.", nameof(silo));

    public Task DeactivateAsync(IAddressable grain) => throw new NotSupportedException(grain.ToString());

    public Task WaitForDeactivationAsync(IAddressable grain) => throw new NotSupportedException(grain.ToString());

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in Silos)
        {
            await StopSiloAsync(silo);
        }
    }

    private async Task EndSiloAsync(InProcessSiloHandle instance, bool gracefully)
    {
        _silos.Remove(instance);
        await instance.StopSiloAsync(gracefully);
        await instance.DisposeAsync();
    }
}
