using Orleans.Configuration;

namespace CuaRl.Silo.Hosting.Cluster;

/// <summary>How fast a cluster notices that a silo is gone.</summary>
internal static class MembershipTiming
{
    private const int MissedLimit = 3;

    private static readonly TimeSpan AlivePeriod = TimeSpan.FromSeconds(5);

    /// <summary>After how long without a sign of life a silo is not waited for.</summary>
    public static TimeSpan Stale { get; } = AlivePeriod * MissedLimit;

    /// <summary>
    /// A killed silo is gone in seconds and a frozen one within a quarter of a minute; by default it takes up to minutes.
    /// </summary>
    /// <remarks>A silo starved of processor time for longer than its probes allow is taken for dead, and ends itself.</remarks>
    public static void Configure(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(1);
        membership.NumMissedProbesLimit = 2;
        membership.NumVotesForDeathDeclaration = 2;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        membership.IAmAliveTablePublishTimeout = AlivePeriod;
        membership.NumMissedTableIAmAliveLimit = MissedLimit;
    }
}
