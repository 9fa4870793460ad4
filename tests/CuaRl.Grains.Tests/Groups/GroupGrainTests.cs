using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Groups;

public sealed class GroupGrainTests(TrainingHost host) : IClassFixture<TrainingHost>
{
    [Fact]
    public async Task StartGroup_TakesTheTaskAsItIsAndTheLowerLimit()
    {
        var batch = await host.NewBatchAsync();

        var group = await batch.StartGroup(TrainingHost.Group());

        Assert.Equal((GroupStatus.Running, 10, "binary"), (group.Status, group.Definition.MaxTurns, group.Definition.RewardFunction));
        Assert.Equal(("wifi_enabled", JsonText.Parse("true")), (group.Definition.Task.ValidationQuery, group.Definition.Task.ExpectedResult));
    }

    [Fact]
    public async Task StartGroup_RepeatedAfterTheTaskChanged_GivesTheGroupAsItWasMade()
    {
        var task = new TaskDefinition { TaskId = "changing", Name = "x", Description = "x", MaxSteps = 5 };
        host.Trainings.AddTask(task);
        var batch = await host.NewBatchAsync();
        var request = TrainingHost.Group() with { TaskId = "changing" };
        var first = await batch.StartGroup(request);
        host.Trainings.AddTask(task with { MaxSteps = 6 });

        Assert.Equal(first, await batch.StartGroup(request));
        await Assert.ThrowsAsync<AlreadyExistsException>(() => batch.StartGroup(request with { NumRollouts = 9 }));
    }

    [Theory]
    [InlineData(-1, "env_index")]
    [InlineData(4, "env_index")]
    public async Task StartRollout_OutsideTheGroup_IsRefused(int index, string field)
    {
        var group = await host.NewGroupAsync(rollouts: 4);

        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => group.StartRollout(new RolloutRequest { EnvIndex = index }));

        Assert.Equal(field, error.Field);
    }

    [Fact]
    public async Task Complete_WhileARolloutIsOpen_SaysHowMany_AndWritesNothing()
    {
        var group = await host.NewGroupAsync();
        var rollout = await host.NewRolloutAsync(group);
        var writes = host.Faults.Writes;

        Assert.Equal(1, (await Assert.ThrowsAsync<UnfinishedException>(() => group.Complete())).Unfinished);
        Assert.Equal(writes, host.Faults.Writes);

        await rollout.Complete(TrainingHost.Outcome());
        var done = await group.Complete();
        Assert.Equal((GroupStatus.Completed, 1), (done.Status, done.Statistics!.Count));
        Assert.Equal(done, await group.Complete());
    }

    [Fact]
    public async Task Complete_WhenNoRolloutWasCompleted_Fails_AndItsRepetitionSaysTheSame()
    {
        var group = await host.NewGroupAsync();
        await (await host.NewRolloutAsync(group)).Fail("device_lost", "gone");

        var failed = await group.Complete();

        Assert.Equal((GroupStatus.Failed, 0, 1), (failed.Status, failed.Statistics!.Count, failed.Statistics.Masked));
        Assert.Null(failed.Statistics.RewardMean);
        Assert.Equal(failed, await group.Complete());
    }

    [Fact]
    public async Task Statistics_LeaveOutWhatIsMasked()
    {
        var group = await host.NewGroupAsync();
        await (await host.NewRolloutAsync(group, 0)).Complete(TrainingHost.Outcome(true));
        await (await host.NewRolloutAsync(group, 1)).Complete(TrainingHost.Outcome(null));
        await (await host.NewRolloutAsync(group, 2)).Fail("model_error", "no answer");
        await (await host.NewRolloutAsync(group, 3)).Cancel();

        var statistics = (await group.Complete()).Statistics!;

        Assert.Equal((1, 3, 1.0, 0.0), (statistics.Count, statistics.Masked, statistics.RewardMean, statistics.RewardStd));
    }

    [Fact]
    public async Task Fail_Repeated_GivesTheFirstAnswerUnlessItSaysOtherwise()
    {
        var group = await host.NewGroupAsync();

        var failed = await group.Fail("a rollout broke");

        Assert.Equal((GroupStatus.Failed, "a rollout broke"), (failed.Status, failed.ErrorMessage));
        Assert.Equal(failed, await group.Fail("a rollout broke"));
        await Assert.ThrowsAsync<InvalidTransitionException>(() => group.Fail("otherwise"));
        await Assert.ThrowsAsync<InvalidTransitionException>(() => group.Complete());
        await Assert.ThrowsAsync<InvalidTransitionException>(() => group.Cancel());
        await Assert.ThrowsAsync<InvalidTransitionException>(() => group.StartRollout(new RolloutRequest { EnvIndex = 0 }));
        Assert.Equal(GroupStatus.Running, (await group.Reopen()).Status);
        Assert.Equal(GroupStatus.Running, (await group.Reopen()).Status);
    }

    [Fact]
    public async Task StartRollout_OfOneThatIsThereInAGroupThatEnded_GivesItAsItStands()
    {
        var group = await host.NewGroupAsync();
        var rollout = await host.NewRolloutAsync(group);
        await group.Cancel();

        Assert.Equal(await rollout.Describe(), await group.StartRollout(new RolloutRequest { EnvIndex = 0 }), RolloutComparer.Instance);
        await Assert.ThrowsAsync<AlreadyExistsException>(() => group.StartRollout(new RolloutRequest { EnvIndex = 0, EnvironmentType = "other" }));
    }
}
