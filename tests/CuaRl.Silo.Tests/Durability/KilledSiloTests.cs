using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Processes;
using Xunit.Abstractions;

namespace CuaRl.Silo.Tests.Durability;

public sealed class KilledSiloTests(PostgresDatabase database, ITestOutputHelper output) : IClassFixture<PostgresDatabase>
{
    private const int Rounds = 20;

    [PostgresFact]
    public async Task Writes_WhileTheSiloIsKilledAgainAndAgain_AreAllThereOnce()
    {
        var random = new Random(Seed.Value);
        var url = FreePort.Url();
        var arguments = new ProgramArguments(
            TestFolders.Create("killed-silo"), "up", "--urls", url, "--database", DatabaseUrl.From(database.ConnectionString));
        await using var writers = new Writers("killed-silo", url);

        for (var round = 0; round < Rounds; round++)
        {
            if (random.Next(4) == 0)
            {
                await using var starting = CuarlProgram.Start(arguments);
                await starting.WaitForLineAsync(line => line.Contains("Database", StringComparison.Ordinal));
                await starting.KillAsync();
            }

            await using var service = await ServiceProcess.StartAsync(arguments);
            await writers.MoreAsync(random.Next(400));
            await service.Program.KillAsync();
        }

        await using var last = await ServiceProcess.StartAsync(arguments);
        await writers.FinishAsync();

        output.WriteLine($"seed {Seed.Value}: {writers.Acknowledged.Count} writes acknowledged over {Rounds} kills");
        Assert.Empty(writers.Contradictions);
        await StoredSimulations.AssertExactlyAsync(database.Source, writers.Acknowledged);
    }
}
