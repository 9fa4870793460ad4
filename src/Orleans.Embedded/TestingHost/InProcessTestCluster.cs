using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>A cluster of one silo in this process, for tests.</summary>
public sealed class InProcessTestCluster : IAsyncDisposable
{
    private readonly List<InProcessSiloHandle> _silos = [];
    private IHost? _clientHost;
    private ClusterClient? _client;

    internal InProcessTestCluster(InProcessTestClusterOptions options) => Options = options;

    public InProcessTestClusterOptions Options { get; }

    public ReadOnlyCollection<InProcessSiloHandle> Silos => _silos.ToArray().AsReadOnly();

    /// <summary>Stays valid over restarts of the silo.</summary>
    public IClusterClient Client => _client
        ?? throw new InvalidOperationException("The cluster has no client: it has not been deployed, or not with one.");

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

        if (Options.InitializeClientOnDeploy)
        {
            await InitializeClientAsync();
        }
    }

    public async Task InitializeClientAsync()
    {
        var builder = NewHost("TestClusterClient");
        foreach (var configure in Options.ClientHostConfigurationDelegates)
        {
            configure(builder);
        }

        _clientHost = builder.Build();
        await _clientHost.StartAsync();
        var services = _clientHost.Services;
        var silo = GetSiloServiceProvider().GetRequiredService<Silo>();
        var sender = new CallSender(
            silo.Sender.Isolation, services.GetRequiredService<IOptions<ClientMessagingOptions>>().Value.ResponseTimeout)
        {
            Silo = silo,
        };
        sender.FilterWith(services.GetServices<IOutgoingGrainCallFilter>());
        _client = new(services, sender, silo.Catalog);
    }

    public async Task<InProcessSiloHandle> StartAdditionalSiloAsync()
    {
        if (_silos.Count > 0)
        {
            throw new NotSupportedException(
                "More than one silo needs a cluster, which the embedded engine is not; build with OrleansEngine=packages.");
        }

        var options = new InProcessTestSiloSpecificOptions { SiloName = $"Silo_{_silos.Count}" };
        var builder = NewHost(options.SiloName);
        foreach (var configure in Options.SiloHostConfigurationDelegates)
        {
            configure(options, builder);
        }

        builder.UseOrleans(silo => silo.Configure<ClusterOptions>(cluster =>
        {
            cluster.ClusterId = Options.ClusterId;
            cluster.ServiceId = Options.ServiceId;
        }));
        var host = builder.Build();
        await host.StartAsync();
        var started = host.Services.GetRequiredService<Silo>();
        if (_client is not null)
        {
            _client.Sender.Silo = started;
        }

        var handle = new InProcessSiloHandle { Name = options.SiloName, SiloHost = host, SiloAddress = started.Address };
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

    public bool TryGetGrainContext(GrainId grainId, [NotNullWhen(true)] out IGrainContext? grainContext)
    {
        grainContext = _silos.Count > 0
            && GetSiloServiceProvider().GetRequiredService<Silo>().TryGetActivation(grainId, out var activation)
            ? activation
            : null;
        return grainContext is not null;
    }

    public async Task DeactivateAsync(IAddressable grain)
    {
        if (TryGetGrainContext(grain.GetGrainId(), out var context))
        {
            context.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "DeactivateAsync was called."));
            await context.Deactivated;
        }
    }

    public Task WaitForDeactivationAsync(IAddressable grain) =>
        TryGetGrainContext(grain.GetGrainId(), out var context) ? context.Deactivated : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in Silos)
        {
            await StopSiloAsync(silo);
        }

        if (_clientHost is not null)
        {
            await _clientHost.StopAsync();
            _clientHost.Dispose();
            _clientHost = null;
        }
    }

    private static HostApplicationBuilder NewHost(string name) => Host.CreateApplicationBuilder(
        new HostApplicationBuilderSettings
        {
            ApplicationName = name,
            EnvironmentName = Environments.Development,
            DisableDefaults = true,
        });

    private async Task EndSiloAsync(InProcessSiloHandle instance, bool gracefully)
    {
        _silos.Remove(instance);
        await instance.StopSiloAsync(gracefully);
        await instance.DisposeAsync();
    }
}
