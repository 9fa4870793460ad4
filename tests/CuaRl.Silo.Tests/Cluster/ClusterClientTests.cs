using CuaRl.Silo.Tests.Samples;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace CuaRl.Silo.Tests.Cluster;

public sealed class ClusterClientTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [PostgresFact]
    public async Task BranchSample_OfAClusterClient_DivergesAtTheBranchPoint()
    {
        await using var silo = await ServiceProcess.StartAsync(new ProgramArguments(
            TestFolders.Create("cluster-client"), ServiceProcess.Up("--database", DatabaseUrl.From(database.ConnectionString))));
        using var host = await ClusterClientSample.ConnectAsync(database.ConnectionString);

        var comparison = await BranchSample.RunAsync(host.Services.GetRequiredService<IClusterClient>());

        Assert.Equal((2, 0, 1), (comparison.SharedCount, comparison.Run1UniqueCount, comparison.Run2UniqueCount));
        await host.StopAsync();
    }
}
