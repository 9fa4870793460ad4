using CuaRl.Core.Loop.Steps;
using CuaRl.Core.Trainings;
using CuaRl.Grains.Ports;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Services;
using Microsoft.Extensions.DependencyInjection;

namespace CuaRl.Silo.Tests.Loop;

/// <summary>What becomes of a group whose rollouts are lost to their devices: never a reward of 0.</summary>
public sealed class LostDeviceTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const int Size = 4;
    private const string Lost = "device_lost";

    private static readonly string[] Short = ["groups_per_batch=1", "max_steps=2", "save_every=0"];

    private LossyPhones? _phones;

    private LossyPhones Phones => _phones!;

    [PostgresFact]
    [Trait("Flag", "rollout_strategy")]
    public async Task Retry_OfLostRollouts_DrawsTheSameActionsOnFreshDevices()
    {
        await using var service = await StartAsync();
        var whole = await service.TrainAsync(ShortTraining.Define("undisturbed", Short));

        Phones.LoseNext(3);
        var ended = await service.TrainAsync(ShortTraining.Define("retried", Short));

        AssertCompleted(ended);
        await TrainingTrace.AssertSameAsync(database.Source, service.Checkpoints, whole.Id, ended.Id);
        var lost = await LostAttemptsAsync(service, ended, step: 0);
        Assert.True(lost.Length == 3, string.Join('\n', lost.Select(attempt => $"{attempt.ErrorKind}: {attempt.ErrorMessage}")));
        Assert.All(lost, attempt => Assert.Equal((AttemptStatus.InfraFailed, Lost), (attempt.Status, attempt.ErrorKind)));
        Assert.Contains("\"rollout_errors/device_lost\":3", (await BatchAsync(service, ended, 0)).Result!.Metrics!.ToString(), StringComparison.Ordinal);
    }

    [PostgresFact]
    [Trait("Flag", "max_retries")]
    public async Task Retry_OfMoreThanMaxRetries_DropsTheGroupAndGoesOn()
    {
        await using var service = await StartAsync();
        Phones.LoseNext(2);
        var ended = await service.TrainAsync(ShortTraining.Define("dropped", [.. Short, "max_retries=1"]));

        AssertCompleted(ended);
        var group = Assert.Single(await TrainedOnAsync(service, ended, 0));
        Assert.Equal(StepPlanning.Lost, group.LeftOut);
        Assert.All(group.Members, member => Assert.Null(member.Advantage));
        var rollouts = await RolloutsAsync(service, ended, 0);
        Assert.Contains(rollouts, rollout => rollout is { Status: RolloutStatus.Failed, ErrorKind: Lost });
        Assert.All(rollouts, rollout => Assert.Equal(rollout.Status == RolloutStatus.Completed, rollout.Reward is not null));
        Assert.Null(Assert.Single(await TrainedOnAsync(service, ended, 1)).LeftOut);
    }

    [PostgresFact]
    [Trait("Flag", "rollout_strategy")]
    public async Task MinimumViable_WithThreeOfFourRollouts_TrainsOnThose()
    {
        await using var service = await StartAsync();
        Phones.LoseNext(1);
        var ended = await service.TrainAsync(ShortTraining.Define("viable", [.. Short, "rollout_strategy=minimum_viable", "max_retries=0"]));

        AssertCompleted(ended);
        var group = Assert.Single(await TrainedOnAsync(service, ended, 0));
        Assert.Null(group.LeftOut);
        Assert.Equal(Size, group.Members.Length);
        var masked = Assert.Single(group.Members, member => member.Advantage is null);
        Assert.Null(masked.Reward);
        var rollout = await service.Grains.GetRollout(masked.RolloutId).Describe();
        Assert.Equal((RolloutStatus.Failed, Lost, null), (rollout.Status, rollout.ErrorKind, rollout.Reward));
        Assert.Equal(0, group.Members.Sum(member => member.Advantage ?? 0), tolerance: 1e-9);
    }

    [PostgresFact]
    [Trait("Flag", "rollout_strategy")]
    public async Task FailFast_OnTheFirstLoss_FailsTheTrainingWhichGoesOnWhenItIsStartedAgain()
    {
        await using var service = await StartAsync();
        var definition = ShortTraining.Define("failing", [.. Short, "rollout_strategy=fail_fast"]);
        Phones.LoseNext(1);
        var failed = await service.TrainAsync(definition);

        Assert.Equal(TrainingStatus.Failed, failed.Status);
        Assert.Contains(Lost, failed.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("rollout_strategy is fail_fast", failed.ErrorMessage, StringComparison.Ordinal);
        await service.NoLeaseIsLeftAsync();
        var attempt = Assert.Single(await LostAttemptsAsync(service, failed, step: 0));
        Assert.Equal((AttemptStatus.InfraFailed, Lost), (attempt.Status, attempt.ErrorKind));

        AssertCompleted(await service.TrainAsync(definition));
    }

    [PostgresFact]
    [Trait("Flag", "max_turns")]
    public async Task Rollouts_ThatReachALimit_SayWhichOneItWas()
    {
        await using var service = await StartAsync();
        await service.Grains.GetTaskCatalog().Save(
            [
                new TaskDefinition
                {
                    TaskId = "short", Name = "short", Description = "Open the settings.", MaxSteps = 3, ValidationQuery = "airplane_mode",
                    ExpectedResult = JsonText.Parse("true"),
                },
            ],
            replaces: true);
        string[] untrained = ["warm_start=false", """tasks={"source_type":"ids","task_ids":["short"]}""", "group_size=32", "groups_per_batch=1", "max_steps=1"];
        var few = await service.TrainAsync(ShortTraining.Define("few", [.. untrained, "max_turns=2"]));
        var many = await service.TrainAsync(ShortTraining.Define("many", [.. untrained, "max_turns=20"]));

        var ofTraining = await StopsAsync(service, few);
        Assert.Contains("max_turns_reached_2", ofTraining);
        Assert.DoesNotContain(ofTraining, stop => stop.StartsWith("max_steps", StringComparison.Ordinal));
        var ofTasks = await StopsAsync(service, many);
        Assert.Contains("max_steps_reached_3", ofTasks);
        Assert.DoesNotContain(ofTasks, stop => stop.StartsWith("max_turns", StringComparison.Ordinal));
    }

    private static void AssertCompleted(TrainingInfo ended) => Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);

    private static Task<BatchInfo> BatchAsync(LoopService service, TrainingInfo training, int step) =>
        service.Grains.GetBatch(RecordIds.Batch(training.Id, "step", step)).Describe();

    private static async Task<IReadOnlyList<StepGroup>> TrainedOnAsync(LoopService service, TrainingInfo training, int step) =>
        StepBatch.Read((await BatchAsync(service, training, step)).TrainedOn!.Utf8.Span).Groups;

    private static async Task<RolloutInfo[]> RolloutsAsync(LoopService service, TrainingInfo training, int step)
    {
        var groups = await TrainedOnAsync(service, training, step);
        return await Task.WhenAll(
            groups.SelectMany(group => group.Members).Select(member => service.Grains.GetRollout(member.RolloutId).Describe()));
    }

    private static async Task<AttemptInfo[]> LostAttemptsAsync(LoopService service, TrainingInfo training, int step)
    {
        var group = RecordIds.Group(RecordIds.Batch(training.Id, "step", step), 0);
        var rollouts = await Task.WhenAll(
            Enumerable.Range(0, Size).Select(index => service.Grains.GetRollout(RecordIds.Rollout(group, index)).Describe()));
        return [.. rollouts.SelectMany(rollout => rollout.Attempts).Where(attempt => attempt.Status == AttemptStatus.InfraFailed)];
    }

    private static async Task<string[]> StopsAsync(LoopService service, TrainingInfo training)
    {
        AssertCompleted(training);
        return [.. (await RolloutsAsync(service, training, 0)).Select(rollout => rollout.Outcome!.StopReason!).Distinct()];
    }

    private Task<LoopService> StartAsync() => LoopService.StartAsync(
        database.ConnectionString, TestFolders.Create("lossy"),
        services => services.Wrap<IDeviceDriver>(phones => _phones = new LossyPhones(phones)));
}
