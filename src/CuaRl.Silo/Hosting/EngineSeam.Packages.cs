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
        var table = new MembershipTable(store.Sources, SiloConfiguration.ServiceId, SiloConfiguration.ServiceId);
        var logger = loggers.CreateLogger<ClusterEntrance>();
        return new ClusterEntrance(table, settings.Silo, TimeProvider.System, logger).PassAsync(cancellationToken);
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
        silo.Configure<SiloOptions>(options => options.SiloName = store.Sources.Name);
        silo.Configure<ClusterMembershipOptions>(MembershipTiming.Configure);

        // A contract that cannot be serialized stops the silo at its start, not a caller some day.
        silo.Configure<TypeManifestOptions>(types => types.EnableConfigurationAnalysis = true);
    }
}
