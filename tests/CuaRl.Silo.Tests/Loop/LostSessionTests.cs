using CuaRl.Grains.Ports;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Services;

namespace CuaRl.Silo.Tests.Loop;

public sealed class LostSessionTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [PostgresFact]
    public async Task Training_WhoseTrainerLosesItsSessions_TakesTheStepsSinceTheLastStateAgainAndGoesOn()
    {
        ForgetfulTrainer? trainer = null;
        await using var service = await LoopService.StartAsync(
            database.ConnectionString, TestFolders.Create("forgetful"),
            services => services.Wrap<ITrainer>(embedded => trainer = new ForgetfulTrainer(embedded)));
        var whole = await service.TrainAsync(ShortTraining.Define("whole"));
        Assert.True(whole.Status == TrainingStatus.Completed, whole.ErrorMessage);

        // Of the 6 optimizer steps before, and of those after it: the third is lost, then the second of the three that are taken again.
        trainer!.ForgetAt(6 + 3, 6 + 5);
        var ended = await service.TrainAsync(ShortTraining.Define("forgotten"));

        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        Assert.Equal(2, trainer.Forgotten);
        await TrainingTrace.AssertSameAsync(database.Source, service.Checkpoints, whole.Id, ended.Id);
        var replay = Assert.Single((await service.Grains.GetTrainingLoop(ended.Id).Describe()).Replays);
        Assert.Equal((0, 2), (replay.FromStep, replay.ToStep));
    }
}
