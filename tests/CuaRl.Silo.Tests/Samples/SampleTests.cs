using CuaRl.Silo.Hosting;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using Microsoft.Extensions.Logging;

namespace CuaRl.Silo.Tests.Samples;

public sealed class SampleTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [PostgresFact]
    public async Task BranchSample_InProcess_DivergesAtTheBranchPoint()
    {
        var settings = ServiceSettings.From(
            "http://127.0.0.1:0", TestFolders.Create("sample"), DatabaseUrl.From(database.ConnectionString), _ => null, LogLevel.Warning);
        await using var service = await RunningService.StartAsync(settings, CancellationToken.None);

        var comparison = await BranchSample.RunAsync(service.Grains);

        Assert.Equal((2, 0, 1), (comparison.SharedCount, comparison.Run1UniqueCount, comparison.Run2UniqueCount));
        Assert.Equal(1, comparison.DivergencePoint?.Step);
    }
}
