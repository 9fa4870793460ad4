using System.Runtime.CompilerServices;
using CuaRl.TestKit.Postgres;
using Silo = CuaRl.Adapters.Tests.Postgres.MembershipQueries.Silo;

namespace CuaRl.Adapters.Tests.Postgres;

public sealed class MembershipQueryTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private static readonly Silo First = new("10.0.0.1", 11111, 1);
    private static readonly Silo Second = new("10.0.0.2", 11111, 1);

    [PostgresFact]
    public async Task InsertVersion_FromManyAtOnce_OneCreatesIt()
    {
        var cluster = Cluster();

        var created = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(cluster.InsertVersionAsync)));

        Assert.Equal(1, created.Count(one => one));
        Assert.Equal(0, await cluster.VersionAsync());
    }

    [PostgresFact]
    public async Task ReadAll_NoSilos_GivesTheVersionWithoutMember()
    {
        var cluster = Cluster();
        await cluster.InsertVersionAsync();

        var row = Assert.Single(await cluster.ReadAllAsync());

        Assert.Equal(0, row["Version"]);
        Assert.All(
            ["StartTime", "Address", "Port", "Generation", "SiloName", "HostName", "Status", "ProxyPort", "SuspectTimes", "IAmAliveTime"],
            column => Assert.Null(row[column]));
    }

    [PostgresFact]
    public async Task Insert_ThenReads_GiveTheSiloBack()
    {
        var cluster = Cluster();
        await cluster.InsertVersionAsync();

        Assert.True(await cluster.InsertAsync(First, 0));
        Assert.True(await cluster.InsertAsync(Second, 1));

        Assert.Equal(2, (await cluster.ReadAllAsync()).Count);
        var row = Assert.Single(await cluster.ReadRowAsync(First));
        Assert.Equal(
            (2, "10.0.0.1", 11111, 1, 3, 30000, null, MembershipQueries.Noon),
            (row["Version"], row["Address"], row["Port"], row["Generation"], row["Status"], row["ProxyPort"],
                row["SuspectTimes"], row["StartTime"]));
        Assert.Null(Assert.Single(await cluster.ReadRowAsync(First with { Generation = 9 }))["StartTime"]);
    }

    [PostgresFact]
    public async Task Insert_TwoSilosWithTheSameVersion_OneIsIn()
    {
        for (var round = 0; round < 20; round++)
        {
            var cluster = Cluster($"race{round}");
            await cluster.InsertVersionAsync();

            var done = await Task.WhenAll(
                Task.Run(() => cluster.InsertAsync(First, 0)), Task.Run(() => cluster.InsertAsync(Second, 0)));

            Assert.Equal(1, done.Count(one => one));
            Assert.Equal(1, await cluster.VersionAsync());
            Assert.Single(await cluster.ReadAllAsync());
        }
    }

    [PostgresFact]
    public async Task Insert_SiloThatIsThere_ChangesNothing()
    {
        var cluster = Cluster();
        await cluster.InsertVersionAsync();
        await cluster.InsertAsync(First, 0);

        Assert.False(await cluster.InsertAsync(First, 1));
        Assert.Equal(1, await cluster.VersionAsync());
    }

    [PostgresFact]
    public async Task Update_StaleVersionOrUnknownSilo_ChangesNothing()
    {
        var cluster = Cluster();
        await cluster.InsertVersionAsync();
        await cluster.InsertAsync(First, 0);

        Assert.False(await cluster.UpdateAsync(First with { Status = 6 }, 0));
        Assert.False(await cluster.UpdateAsync(Second, 1));

        var row = Assert.Single(await cluster.ReadAllAsync());
        Assert.Equal((1, 3), (row["Version"], row["Status"]));
    }

    [PostgresFact]
    public async Task Update_CurrentVersion_ChangesTheSiloAndRaisesTheVersion()
    {
        var cluster = Cluster();
        await cluster.InsertVersionAsync();
        await cluster.InsertAsync(First, 0);

        Assert.True(await cluster.UpdateAsync(First with { Status = 6 }, 1, "10.0.0.2:11111@1,2026-11-21 12:00:00.000 GMT"));

        var row = Assert.Single(await cluster.ReadRowAsync(First));
        Assert.Equal(
            (2, 6, "10.0.0.2:11111@1,2026-11-21 12:00:00.000 GMT"), (row["Version"], row["Status"], row["SuspectTimes"]));
    }

    [PostgresFact]
    public async Task Alive_OfASilo_LeavesTheVersion()
    {
        var cluster = Cluster();
        await cluster.InsertVersionAsync();
        await cluster.InsertAsync(First, 0);

        await cluster.AliveAsync(First, MembershipQueries.Noon.AddSeconds(30));
        await cluster.AliveAsync(Second, MembershipQueries.Noon);

        var row = Assert.Single(await cluster.ReadAllAsync());
        Assert.Equal((1, MembershipQueries.Noon.AddSeconds(30)), (row["Version"], row["IAmAliveTime"]));
    }

    [PostgresFact]
    public async Task Gateways_AmongSilos_AreTheActiveOnesWithAProxyPort()
    {
        var cluster = Cluster();
        await cluster.InsertVersionAsync();
        await cluster.InsertAsync(First, 0);
        await cluster.InsertAsync(Second with { ProxyPort = 0 }, 1);
        await cluster.InsertAsync(new Silo("10.0.0.3", 11111, 1, Status: 2), 2);

        var gateway = Assert.Single(await cluster.GatewaysAsync());

        Assert.Equal(("10.0.0.1", 30000, 1), (gateway["Address"], gateway["ProxyPort"], gateway["Generation"]));
    }

    [PostgresFact]
    public async Task CleanUp_OldSilos_TakesTheDeadOnesAndKeepsTheVersion()
    {
        var cluster = Cluster();
        await cluster.InsertVersionAsync();
        await cluster.InsertAsync(First with { Status = 6 }, 0);
        await cluster.InsertAsync(Second with { Status = 2 }, 1);
        await cluster.InsertAsync(new Silo("10.0.0.3", 11111, 1, Status: 6), 2);
        await cluster.AliveAsync(new Silo("10.0.0.3", 11111, 1), MembershipQueries.Noon.AddHours(1));

        await cluster.CleanUpAsync(MembershipQueries.Noon.AddMinutes(1));

        var left = await cluster.ReadAllAsync();
        Assert.Equal(["10.0.0.2", "10.0.0.3"], left.Select(row => (string)row["Address"]!).Order());
        Assert.All(left, row => Assert.Equal(3, row["Version"]));
    }

    [PostgresFact]
    public async Task DeleteAll_OfACluster_LeavesOthers()
    {
        var cluster = Cluster();
        var other = Cluster("DeleteAll_other");
        await cluster.InsertVersionAsync();
        await cluster.InsertAsync(First, 0);
        await other.InsertVersionAsync();

        await cluster.DeleteAllAsync();

        Assert.Empty(await cluster.ReadAllAsync());
        Assert.Single(await other.ReadAllAsync());
    }

    private MembershipQueries Cluster([CallerMemberName] string name = "") => new(database, name);
}
