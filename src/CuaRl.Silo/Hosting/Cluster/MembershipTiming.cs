using Orleans.Configuration;

namespace CuaRl.Silo.Hosting.Cluster;

/// <summary>How fast a cluster notices that a silo is gone.</summary>
internal static class MembershipTiming
{
    /// <summary>
    /// A killed silo is gone in seconds, a frozen one within a quarter of a minute, and silos that all died at once are
    /// replaced as fast, at new addresses too: by default that takes minutes.
    /// </summary>
    /// <remarks>A silo starved of processor time for longer than its probes allow is taken for dead, and ends itself.</remarks>
    public static void Configure(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(1);
        membership.NumMissedProbesLimit = 2;
        membership.NumVotesForDeathDeclaration = 2;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        membership.NumMissedTableIAmAliveLimit = 3;
    }
}
