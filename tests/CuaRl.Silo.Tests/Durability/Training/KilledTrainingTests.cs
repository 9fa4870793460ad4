using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using Xunit.Abstractions;

namespace CuaRl.Silo.Tests.Durability.Training;

public sealed class KilledTrainingTests(PostgresDatabase database, ITestOutputHelper output) : IClassFixture<PostgresDatabase>
{
    private const int Kills = 30;
    private const int Steps = 48;
    private const int SaveEvery = 3;

    [PostgresFact]
    public async Task Training_UnderThirtyKillsOfItsSilo_TakesEachStepOnceAndLosesNothing()
    {
        var folder = TestFolders.Create("killed-training");
        var definition = ShortTraining.Define(
            "killed", $"max_steps={Steps}", $"save_every={SaveEvery}", "groups_per_batch=3", $"seed={Seed.Value}");
        var killed = new KilledTraining(database, folder, new Random(Seed.Value));
        await killed.StartAndKillAsync(definition);
        for (var kill = 1; kill < Kills; kill++)
        {
            await killed.GoOnAndKillAsync();
        }

        await killed.FinishAsync();
        output.WriteLine($"seed {Seed.Value}: killed {killed.Instants}");
        await killed.VerifyAsync();
        await using var service = await LoopService.StartAsync(database.ConnectionString, folder);
        var audit = new TrainingAudit(database, killed.Id);
        await audit.AssertStepsAsync(Steps);
        await audit.AssertOptimizerStepsAsync(killed.Checkpoints, Steps, SaveEvery);
        await audit.AssertGroupsAsync();
        await audit.AssertAttemptsAsync();
        await audit.AssertDevicesAsync(service);
        await audit.AssertMetricsAsync(service, Steps);
        output.WriteLine(await audit.AssertReplaysAsync(service, SaveEvery));
    }
}
