using CuaRl.Adapters.Postgres;
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

    public static void Configure(ISiloBuilder silo, PostgresStore store, ServiceSettings settings)
    {
        var endpoint = settings.Silo.Choose();
        silo.ConfigureEndpoints(endpoint.Address, endpoint.SiloPort, endpoint.GatewayPort, listenOnAnyHostAddress: false);
        silo.UseAdoNetClustering(clustering =>
        {
            clustering.Invariant = "Npgsql";
            clustering.DataSource = store.Sources.Membership;
        });
        silo.Configure<ClusterMembershipOptions>(MembershipTiming.Configure);

        // A contract that cannot be serialized stops the silo at its start, not a caller some day.
        silo.Configure<TypeManifestOptions>(types => types.EnableConfigurationAnalysis = true);
    }
}
