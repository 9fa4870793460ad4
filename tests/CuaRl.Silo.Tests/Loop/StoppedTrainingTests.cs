using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Loop;

/// <summary>Trainings that people pause, give up and take up again come out as one that nobody touched.</summary>
public sealed class StoppedTrainingTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const string Actor = "somebody";
    private static readonly TimeSpan Seconds = TimeSpan.FromSeconds(30);

    private readonly string _folder = TestFolders.Create("stopped");

    public static TheoryData<string, string[]> Kinds => new()
    {
        { "plain", [] },
        { "penalized-siblings", ["kl_penalty_coef=0.1", "compute_post_kl=true", "num_substeps=2", "branch_rollouts=2", "max_steps=4"] },
    };

    [PostgresTheory]
    [MemberData(nameof(Kinds))]
    public async Task Training_PausedAgainAndAgain_GivesDevicesBackAtOnceAndGoesOnFromItsRecord(string kind, string[] flags)
    {
        var hold = new StepHold();
        await using var service = await LoopService.StartAsync(database.ConnectionString, _folder, hold.AddTo);
        var whole = await service.TrainAsync(ShortTraining.Define($"whole-{kind}", flags));
        hold.After(service, $"paused-{kind}", LastButOne(flags));
        var training = await service.StartTrainingAsync(ShortTraining.Define($"paused-{kind}", flags));

        foreach (var turns in new[] { 30, 200, 420 })
        {
            await TurnsAreRecordedAsync(training, turns);
            await training.Pause(Actor);
            await service.NoLeaseIsLeftAsync(Seconds);
            var at = await CountTurnsAsync(training);
            await Eventually.HoldsAsync("nobody drives it", async () => await DriverOfAsync(service, training) is null);
            Assert.Equal(at, await CountTurnsAsync(training));
            Assert.Equal(TrainingStatus.Paused, (await training.Describe()).Status);
            await training.Resume(Actor);
        }

        hold.Release();
        var ended = await LoopService.EndOfAsync(training);
        AssertCompleted(whole, ended);
        await TrainingTrace.AssertSameAsync(database.Source, service.Checkpoints, whole.Id, ended.Id);
        Assert.Empty((await service.Grains.GetTrainingLoop(ended.Id).Describe()).Replays);
        await service.NoLeaseIsLeftAsync(Seconds);
    }

    [PostgresFact]
    public async Task Training_CancelledInTheMidstOfAStep_EndsAndGoesOnWhenItIsStartedAgainByItsName()
    {
        var hold = new StepHold();
        await using var service = await LoopService.StartAsync(database.ConnectionString, _folder, hold.AddTo);
        var whole = await service.TrainAsync(ShortTraining.Define("never-cancelled"));
        hold.After(service, "cancelled", LastButOne());
        var definition = ShortTraining.Define("cancelled");
        var training = await service.StartTrainingAsync(definition);

        foreach (var turns in new[] { 20, 300 })
        {
            await TurnsAreRecordedAsync(training, turns);
            await training.Cancel(Actor, "to see");
            await service.NoLeaseIsLeftAsync(Seconds);
            await Eventually.HoldsAsync("nobody drives it", async () => await DriverOfAsync(service, training) is null);
            Assert.Equal(
                (TrainingStatus.Cancelled, "Training cancelled: to see", null),
                await training.Describe() is var given ? (given.Status, given.StatusMessage, given.ErrorMessage) : default);
            await service.StartTrainingAsync(definition);
        }

        hold.Release();
        var ended = await LoopService.EndOfAsync(training);
        AssertCompleted(whole, ended);
        await TrainingTrace.AssertSameAsync(database.Source, service.Checkpoints, whole.Id, ended.Id);
    }

    [PostgresTheory]
    [MemberData(nameof(Kinds))]
    public async Task Training_WhoseServiceStops_GoesOnWithAnotherSession(string kind, string[] flags)
    {
        TrainingInfo whole;
        string id;
        var hold = new StepHold();
        await using (var service = await LoopService.StartAsync(database.ConnectionString, _folder, hold.AddTo))
        {
            whole = await service.TrainAsync(ShortTraining.Define($"never-stopped-{kind}", flags));
            hold.After(service, $"stopped-{kind}", step: 1);
            var training = await service.StartTrainingAsync(ShortTraining.Define($"stopped-{kind}", flags));
            await Eventually.HoldsAsync("two steps", async () => (await training.Describe()).CurrentStep >= 1);
            id = (await training.Describe()).Id;
        }

        await using (var service = await LoopService.StartAsync(database.ConnectionString, _folder))
        {
            var ended = await LoopService.EndOfAsync(service.Grains.GetTraining(id));
            AssertCompleted(whole, ended);
            await TrainingTrace.AssertSameAsync(database.Source, service.Checkpoints, whole.Id, id);
            var replay = Assert.Single((await service.Grains.GetTrainingLoop(id).Describe()).Replays);
            Assert.Equal((0, 2), (replay.FromStep, replay.ToStep));

            await service.Grains.GetTraining(id).Delete();
            Assert.False(Directory.Exists(Path.Combine(service.Checkpoints, id)));
        }
    }

    /// <summary>The last step but one of a training, by its number from 0 on.</summary>
    private static int LastButOne(params string[] flags) => ShortTraining.Settings(flags).MaxSteps!.Value - 2;

    private static void AssertCompleted(TrainingInfo whole, TrainingInfo ended)
    {
        Assert.True(whole.Status == TrainingStatus.Completed, whole.ErrorMessage);
        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
    }

    private Task TurnsAreRecordedAsync(ITrainingGrain training, int turns) => Eventually.HoldsAsync(
        $"{turns} turns", async () => await CountTurnsAsync(training) >= turns);

    private async Task<long> CountTurnsAsync(ITrainingGrain training) => await database.ScalarAsync<long>(
        $"SELECT count(*) FROM run_state s JOIN run r ON r.id = s.run_id WHERE s.step > 0 AND r.simulation_id = '{(await training.Describe()).Id}'");

    private static async Task<string?> DriverOfAsync(LoopService service, ITrainingGrain training) =>
        (await service.Grains.GetTrainingLoop((await training.Describe()).Id).Describe()).Driver;
}
