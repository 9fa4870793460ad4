using CuaRl.Adapters.Postgres;
using CuaRl.Adapters.Postgres.Clustering;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Silo.Hosting.Cluster;
using Orleans.Configuration;
using Orleans.Serialization.Configuration;

namespace CuaRl.Silo.Hosting;

/// <summary>What differs with the engine. This build: the Orleans packages, silos of one cluster on one database.</summary>
internal static class EngineSeam
{
    public const ServiceLockMode Lock = ServiceLockMode.Shared;

    /// <summary>Finds out early, before anything is made, that the address for other silos cannot be had.</summary>
    /// <exception cref="ConfigurationException">A port is taken, or the address is not of this machine.</exception>
    public static void Check(SiloEndpoint silo) => silo.Choose();

    /// <summary>Once the service lock is held and before the silo is built.</summary>
    public static Task PrepareAsync(
        PostgresStore store, ServiceSettings settings, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var entrance = new ClusterEntrance(TableOf(store), TimeProvider.System, loggers.CreateLogger<ClusterEntrance>());
        return entrance.PassAsync(settings.Silo, cancellationToken);
    }

    public static void Configure(ISiloBuilder silo, PostgresStore store, ServiceSettings settings)
    {
        var endpoint = settings.Silo.Choose();
        silo.ConfigureEndpoints(endpoint.Address, endpoint.SiloPort, endpoint.GatewayPort, listenOnAnyHostAddress: false);
        silo.UseAdoNetClustering(clustering =>
        {
            clustering.Invariant = "Npgsql";
            clustering.DataSource = store.Sources.Membership;
        });
        // As the holder of the service lock is called, so that others can tell whether a silo in the table still lives.
        var table = TableOf(store);
        silo.Configure<SiloOptions>(options => options.SiloName = table.OwnName);
        silo.Configure<ClusterMembershipOptions>(MembershipTiming.Configure);
        silo.Services.AddSingleton(table);
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ClusterEntrance>();

        // A contract that cannot be serialized stops the silo at its start, not a caller some day.
        silo.Configure<TypeManifestOptions>(types => types.EnableConfigurationAnalysis = true);
    }
    private static MembershipTable TableOf(PostgresStore store) =>
        new(store.Sources, SiloConfiguration.ServiceId, SiloConfiguration.ServiceId);
}
