using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Trainings;

public sealed class TrainingProgressTests(TrainingHost host) : IClassFixture<TrainingHost>
{
    // Two steps of two groups of four rollouts of twenty turns; the task lets its rollouts take ten.
    private const double Planned = (2 * 4 * 20) + (4 * 20);

    [Fact]
    public async Task Describe_WhileTurnsAreRecorded_CountsThemOfAllThatIsExpected()
    {
        var training = await host.NewTrainingAsync();
        var batch = await host.NewBatchAsync(training);
        var group = await host.NewGroupAsync(batch);
        await TrainingHost.PlayAsync(await host.NewRolloutAsync(group), 4);

        var progress = (await training.Describe()).Progress;

        Assert.Equal(4 / (Planned + (4 * 10)) * 100, progress.Percent, 9);
        Assert.Equal(4 / ((4.0 * 10) + (4 * 20)) * 100, (await batch.Describe()).Progress.Percent, 9);
        Assert.Equal(10, (await group.Describe()).Progress.Percent);
        Assert.Equal((Planned + (4 * 10) - 4) * 30 / 8, progress.EstimatedRemainingSeconds!.Value, 9);
        Assert.Null(progress.AverageTurnSeconds);
    }

    [Fact]
    public async Task SaveProgress_StoresWhatDiffers_AndNothingTwice()
    {
        var training = await host.NewTrainingAsync();
        var batch = await host.NewBatchAsync(training);
        var group = await host.NewGroupAsync(batch);
        var rollout = await TrainingHost.PlayAsync(await host.NewRolloutAsync(group), 5);
        await rollout.Complete(TrainingHost.Outcome() with { RolloutSeconds = 50 });
        var writes = host.Faults.Writes;

        var saved = await training.SaveProgress();

        Assert.Equal(writes + 3, host.Faults.Writes);
        Assert.Equal(10, saved.Progress.AverageTurnSeconds);
        Assert.Equal(saved, await training.SaveProgress());
        Assert.Equal(writes + 3, host.Faults.Writes);
        Assert.Equal(1, (await host.Trainings.ListGroupsAsync(Guid.Parse((await batch.Describe()).Id), default))[0].CompletedRollouts);
    }

    [Fact]
    public async Task ListBatches_AndGroups_ShowTheProgressOfNow()
    {
        var training = await host.NewTrainingAsync();
        var batch = await host.NewBatchAsync(training);
        var group = await host.NewGroupAsync(batch);
        await TrainingHost.PlayAsync(await host.NewRolloutAsync(group), 4);
        var catalog = host.Grains.GetTrainingCatalog();

        var batches = await catalog.ListBatches((await training.Describe()).Id);
        var groups = await catalog.ListGroups(batches[0].Id);

        Assert.Equal(await batch.Describe(), Assert.Single(batches));
        Assert.Equal(await group.Describe(), Assert.Single(groups));
        Assert.Equal(10, groups[0].Progress.Percent);
    }
}
