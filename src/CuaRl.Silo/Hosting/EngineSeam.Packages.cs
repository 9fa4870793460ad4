using CuaRl.Adapters.Postgres;
using CuaRl.Adapters.Postgres.Locking;
using Orleans.Configuration;
using Orleans.Serialization.Configuration;

namespace CuaRl.Silo.Hosting;

/// <summary>What differs with the engine. This build: the Orleans packages, silos of one cluster on one database.</summary>
internal static class EngineSeam
{
    public const ServiceLockMode Lock = ServiceLockMode.Shared;

    public static void Configure(ISiloBuilder silo, PostgresStore store)
    {
        silo.UseAdoNetClustering(clustering =>
        {
            clustering.Invariant = "Npgsql";
            clustering.DataSource = store.Sources.Membership;
        });

        // A killed silo is gone in seconds, and silos that all died at once are replaced at once, on new addresses too.
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(1);
            membership.NumMissedProbesLimit = 2;
            membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
            membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
            membership.NumMissedTableIAmAliveLimit = 3;
        });

        // A contract that cannot be serialized stops the silo at its start, not a caller some day.
        silo.Configure<TypeManifestOptions>(types => types.EnableConfigurationAnalysis = true);
    }
}
