using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Hosting;

/// <summary>Starts and stops the silo with its host.</summary>
internal sealed class SiloHostedService(IServiceProvider services, Silo silo, CallSender sender, SiloLifecycle lifecycle)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        ContractAnalysis.Check(GrainCatalog.Assemblies);
        sender.FilterWith(services.GetServices<IOutgoingGrainCallFilter>());
        sender.Silo = silo;
        foreach (var participant in services.GetServices<ILifecycleParticipant<ISiloLifecycle>>())
        {
            participant.Participate(lifecycle);
        }

        await lifecycle.OnStart(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await silo.Stop(cancellationToken);
        await lifecycle.OnStop(cancellationToken);
    }
}
