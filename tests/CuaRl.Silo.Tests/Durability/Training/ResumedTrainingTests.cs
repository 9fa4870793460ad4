using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using Xunit.Abstractions;

namespace CuaRl.Silo.Tests.Durability.Training;

public sealed class ResumedTrainingTests(PostgresDatabase database, ITestOutputHelper output) : IClassFixture<PostgresDatabase>
{
    private const int Kills = 8;

    [PostgresFact]
    public async Task Training_WhoseSiloIsKilledAgainAndAgain_EndsBitByBitAsOneThatWasNotInterrupted()
    {
        string[] flags = ["max_steps=12", "seed=5"];
        var folder = TestFolders.Create("resumed");
        TrainingInfo whole;
        await using (var service = await LoopService.StartAsync(database.ConnectionString, folder))
        {
            whole = await service.TrainAsync(ShortTraining.Define("whole", flags));
        }

        var killed = new KilledTraining(database, folder, new Random(Seed.Value));
        await killed.StartAndKillAsync(ShortTraining.Define("killed", flags));
        for (var kill = 1; kill < Kills; kill++)
        {
            await killed.GoOnAndKillAsync();
        }

        await killed.FinishAsync();
        output.WriteLine($"seed {Seed.Value}: killed {killed.Instants}");
        Assert.True(whole.Status == TrainingStatus.Completed, whole.ErrorMessage);
        await TrainingTrace.AssertSameAsync(database.Source, killed.Checkpoints, whole.Id, killed.Id);
    }

    [PostgresFact]
    public async Task Branch_WhoseSiloIsKilledBeforeItSavesAState_EndsBitByBitAsItsParent()
    {
        var folder = TestFolders.Create("resumed-branch");
        TrainingInfo whole;
        await using (var service = await LoopService.StartAsync(database.ConnectionString, folder))
        {
            whole = await service.TrainAsync(ShortTraining.Define("branched", "max_steps=12", "seed=6"));
        }

        var killed = new KilledTraining(database, folder, new Random(Seed.Value));
        await killed.BranchAndKillAsync(whole.Id, step: 2, "killed-branch");
        await killed.GoOnAndKillAsync();
        await killed.FinishAsync();

        output.WriteLine($"seed {Seed.Value}: killed {killed.Instants}");
        Assert.True(whole.Status == TrainingStatus.Completed, whole.ErrorMessage);
        await TrainingTrace.AssertRepeatsAsync(database.Source, killed.Checkpoints, whole.Id, killed.Id, first: 3, last: "000012");
        await killed.VerifyAsync();
    }
}
