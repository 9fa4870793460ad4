using System.Net;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using CuaRl.TestKit.Waiting;
using Npgsql;
using Xunit.Abstractions;

namespace CuaRl.Silo.Tests.Durability;

public sealed class KilledPostgresTests(ITestOutputHelper output)
{
    private const int Rounds = 5;

    [PostgresFact]
    public async Task Writes_WhilePostgresIsKilledAgainAndAgain_AreAllThereOnceAndTheServiceComesBack()
    {
        var random = new Random(Seed.Value);
        await using var postgres = await FaultyPostgres.StartAsync();
        await using var service = await ServiceProcess.StartAsync(new ProgramArguments(
            TestFolders.Create("killed-postgres"), ServiceProcess.Up("--data", postgres.DataDirectory)));
        var address = service.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        await using var writers = new Writers("killed-postgres", address);

        for (var round = 0; round < Rounds; round++)
        {
            await writers.MoreAsync(1 + random.Next(400));
            postgres.Kill();
            await writers.MoreAsync(50);
        }

        await writers.FinishAsync();
        await Eventually.HoldsAsync("the service is ready", async () =>
        {
            using var ready = await service.Http.GetAsync("/health/ready");
            return ready.StatusCode == HttpStatusCode.OK;
        });

        output.WriteLine(
            $"seed {Seed.Value}: {writers.Acknowledged.Count} writes acknowledged over {Rounds} kills, refusals: "
            + string.Join(", ", writers.Refusals.Select(refusal => $"{refusal.Key} {refusal.Value}")));
        foreach (var fault in service.Program.Error.Split('\n').Where(line => line.Contains("[4001]", StringComparison.Ordinal)))
        {
            output.WriteLine(fault);
        }

        Assert.False(service.Program.HasExited);
        Assert.Empty(writers.Contradictions);
        Assert.All(writers.Refusals.Keys, status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
        await using var database = NpgsqlDataSource.Create(postgres.Target.ConnectionString);
        await StoredSimulations.AssertExactlyAsync(database, writers.Acknowledged);
        Assert.Equal(0, await service.TerminateAsync());
    }
}
