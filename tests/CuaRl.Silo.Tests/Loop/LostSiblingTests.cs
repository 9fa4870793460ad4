using System.Text;
using CuaRl.Core.Loop.Steps;
using CuaRl.Core.Trainings;
using CuaRl.Grains.Ports;
using CuaRl.Silo.Loop;
using CuaRl.Silo.Loop.Rollouts;
using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Services;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CuaRl.Silo.Tests.Loop;

/// <summary>What becomes of rollouts that were to go on from another one and are lost: the others count without them.</summary>
public sealed class LostSiblingTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const int Roots = 4;
    private const int Siblings = 3;

    private static readonly string[] OneGroup =
        [$"branch_rollouts={Siblings}", "branch_turn=1", "groups_per_batch=1", "max_steps=1", "save_every=0"];

    private static readonly string[] Flags = [.. OneGroup, "max_concurrent_rollouts=4"];

    private LossyPhones? _phones;
    private Predicate<byte[]> _isLost = _ => false;

    [PostgresFact]
    public async Task Retry_OfLostSiblings_GoesOnFromTheSameTurnOnFreshDevices()
    {
        await using var service = await StartAsync();
        var whole = await service.TrainAsync(ShortTraining.Define("siblings-undisturbed", Flags));

        _phones!.LoseNextRestored(2);
        var ended = await service.TrainAsync(ShortTraining.Define("siblings-retried", Flags));

        await TrainingTrace.AssertSameAsync(database.Source, service.Checkpoints, whole.Id, ended.Id);
        var siblings = await SiblingsAsync(service, ended);
        Assert.Equal(2, siblings.Sum(sibling => sibling.Attempts.Count(attempt => attempt.ErrorKind == "device_lost")));
        Assert.Single(siblings.Select(sibling => sibling.Definition.Request.Branch).Distinct());
    }

    [PostgresFact]
    public async Task Retry_OfMoreThanMaxRetries_LeavesOutThatSiblingAlone()
    {
        await using var service = await StartAsync();
        _phones!.LoseNextRestored(1);

        var ended = await service.TrainAsync(ShortTraining.Define("sibling-lost", [.. Flags, "max_retries=0"]));

        var siblings = await SiblingsAsync(service, ended);
        Assert.Single(siblings, sibling => sibling is { Status: RolloutStatus.Failed, ErrorKind: "device_lost", Reward: null });
        Assert.Equal(Siblings - 1, siblings.Count(sibling => sibling is { Status: RolloutStatus.Completed, Reward: not null }));
        var group = Assert.Single((await TrainedOnAsync(service, ended)).Groups);
        Assert.Null(group.LeftOut);
        Assert.Equal(Roots + Siblings - 1, group.Members.Count(member => member.Advantage is not null));
    }

    [PostgresFact]
    public async Task FailFast_OnALostSibling_FailsTheTrainingWhichGoesOnWhenItIsStartedAgain()
    {
        await using var service = await StartAsync();
        var definition = ShortTraining.Define("sibling-failing", [.. Flags, "rollout_strategy=fail_fast"]);
        _phones!.LoseNextRestored(1);

        var failed = await service.TrainAsync(definition);
        Assert.Equal(TrainingStatus.Failed, failed.Status);
        Assert.Contains("rollout_strategy is fail_fast", failed.ErrorMessage, StringComparison.Ordinal);

        Assert.All(await SiblingsAsync(service, await service.TrainAsync(definition)), sibling => Assert.Equal(RolloutStatus.Completed, sibling.Status));
    }

    [PostgresTheory]
    [InlineData("fail_fast")]
    [InlineData("retry")]
    [InlineData("minimum_viable")]
    public async Task Siblings_WhoseSnapshotIsNotStoredAnyMore_AreGivenUpAtOnceAndTheOthersCount(string strategy)
    {
        await using var service = await StartAsync();
        _isLost = IsSnapshot;

        var ended = await service.TrainAsync(ShortTraining.Define($"snapshot-lost-{strategy}", [.. Flags, $"rollout_strategy={strategy}"]));

        var siblings = await SiblingsAsync(service, ended);
        Assert.All(siblings, AssertGivenUp);
        Assert.Equal(Roots, Assert.Single((await TrainedOnAsync(service, ended)).Groups).Members.Count(member => member.Advantage is not null));
    }

    [PostgresFact]
    public async Task FailFast_OnALostSibling_LeavesTheOneGivenUpBeforeAsItIsWhenTheTrainingIsStartedAgain()
    {
        await using var service = await StartAsync();

        // One after the other: the first finds no snapshot, only then the second loses its device.
        var definition = ShortTraining.Define("sibling-given-up", [.. OneGroup, "rollout_strategy=fail_fast", "max_concurrent_rollouts=1"]);
        var found = 0;
        _isLost = content => IsSnapshot(content) && Interlocked.Increment(ref found) == 1;
        _phones!.LoseNextRestored(1);

        Assert.Equal(TrainingStatus.Failed, (await service.TrainAsync(definition)).Status);
        var siblings = await SiblingsAsync(service, await service.TrainAsync(definition));

        AssertGivenUp(siblings[0]);
        Assert.All(siblings[1..], sibling => Assert.Equal(RolloutStatus.Completed, sibling.Status));
    }

    /// <summary>What it goes on from is there: only what a newer build wrote of its device is in the way.</summary>
    [PostgresFact]
    public async Task Sibling_WhoseDevicesRecordCannotBeRead_IsNotGivenUpAndGoesOnWhenTheTrainingIsStartedAgain()
    {
        await using var service = await StartAsync();
        var definition = ShortTraining.Define("device-unread", Flags);
        _phones!.FailNextRestored(new UnreadableRecordException("device of device:simulated-1", "it is of a kind that is not known."));

        var failed = await service.TrainAsync(definition);
        Assert.Equal(TrainingStatus.Failed, failed.Status);
        Assert.Contains("it is of a kind that is not known", failed.ErrorMessage, StringComparison.Ordinal);

        Assert.All(await SiblingsAsync(service, await service.TrainAsync(definition)), sibling => Assert.Equal(RolloutStatus.Completed, sibling.Status));
    }

    private static void AssertGivenUp(RolloutInfo sibling)
    {
        Assert.Equal((RolloutStatus.Failed, "branch_lost"), (sibling.Status, sibling.ErrorKind));
        Assert.Contains("the device as it was then is not stored", sibling.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal("branch_lost", Assert.Single(sibling.Attempts).ErrorKind);
    }

    private bool IsSnapshot(byte[] content) => _phones!.Snapshots.Contains(Encoding.UTF8.GetString(content));

    private static async Task<StepBatch> TrainedOnAsync(LoopService service, TrainingInfo ended)
    {
        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
        var step = await service.Grains.GetBatch(RecordIds.Batch(ended.Id, "step", 0)).Describe();
        return StepBatch.Read(step.TrainedOn!.Utf8.Span);
    }

    private static async Task<RolloutInfo[]> SiblingsAsync(LoopService service, TrainingInfo ended)
    {
        var group = Assert.Single((await TrainedOnAsync(service, ended)).Groups);
        var siblings = await Task.WhenAll(
            group.Members.Skip(Roots).Select(member => service.Grains.GetRollout(member.RolloutId).Describe()));
        Assert.All(siblings, sibling => Assert.NotNull(sibling.Definition.Request.Branch));
        return siblings;
    }

    private Task<LoopService> StartAsync() => LoopService.StartAsync(
        database.ConnectionString, TestFolders.Create("lost-siblings"),
        services =>
        {
            services.Wrap<IDeviceDriver>(phones => _phones = new LossyPhones(phones));
            services.AddSingleton(provider => new RolloutServices(
                provider.GetRequiredService<IGrainFactory>(),
                new BlobCache(new LostBlobs(provider.GetRequiredService<IBlobStore>(), content => _isLost(content)), provider.GetRequiredService<Patience>()),
                provider.GetRequiredService<IValidators>(), provider.GetRequiredService<Patience>(), TimeProvider.System,
                provider.GetRequiredService<ILoggerFactory>()));
        });
}
