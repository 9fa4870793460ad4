using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Timers;

namespace Orleans.Hosting;

/// <summary>The services of a silo.</summary>
internal static class EmbeddedServices
{
    public static void Add(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(Silo)))
        {
            return;
        }

        services.AddOptions().AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new Isolation(provider.GetRequiredService<IOptions<EmbeddedOptions>>().Value.Wire));
        services.AddSingleton(provider => new CallSender(
            provider.GetRequiredService<Isolation>(),
            provider.GetRequiredService<IOptions<SiloMessagingOptions>>().Value.ResponseTimeout));
        services.AddSingleton<GrainCatalog>();
        services.AddSingleton<Silo>();
        services.AddSingleton<SiloLifecycle>();
        services.AddSingleton<IClusterClient, ClusterClient>();
        services.AddSingleton<IGrainFactory>(provider => provider.GetRequiredService<IClusterClient>());
        services.AddSingleton<IGrainRuntime, GrainRuntime>();
        services.AddSingleton<IGrainContextAccessor, GrainContextAccessor>();
        services.AddSingleton<ITimerRegistry, TimerRegistry>();
        services.AddSingleton<IPersistentStateFactory, PersistentStateFactory>();
        services.AddScoped<ScopeOwner>();
        services.AddScoped<IGrainContext>(provider => provider.GetRequiredService<ScopeOwner>().Activation
            ?? throw new InvalidOperationException("This service scope does not belong to a grain."));
        services.AddHostedService<SiloHostedService>();
    }
}
