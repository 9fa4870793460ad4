using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Batches;

public sealed class BatchGrainTests(TrainingHost host) : IClassFixture<TrainingHost>
{
    [Fact]
    public async Task StartBatch_Repeated_GivesTheBatchAsItStands()
    {
        var training = await host.NewTrainingAsync();
        var first = await training.StartBatch(TrainingHost.Batch());
        await host.Grains.GetBatch(first.Id).Report(new BatchReport { Status = BatchStatus.Training });

        var again = await training.StartBatch(TrainingHost.Batch());

        Assert.Equal((first.Id, first.Number, BatchStatus.Training), (again.Id, again.Number, again.Status));
        Assert.Equal(1e-5, again.Request.LearningRate);
        await Assert.ThrowsAsync<AlreadyExistsException>(() => training.StartBatch(TrainingHost.Batch() with { NumGroups = 3 }));
    }

    [Fact]
    public async Task StartBatch_OfEachKind_CountsItsOwnNumbers()
    {
        var training = await host.NewTrainingAsync();
        var (step, eval, baseline) = (
            await training.StartBatch(TrainingHost.Batch(step: 0)),
            await training.StartBatch(TrainingHost.Batch(SourceType.Eval)),
            await training.StartBatch(TrainingHost.Batch(SourceType.Baseline)));

        Assert.Equal(3, new[] { step.Id, eval.Id, baseline.Id }.Distinct().Count());
        Assert.Equal(eval.Id, await host.Grains.GetTrainingCatalog().FindId(RecordKind.Eval, eval.Number));
    }

    [Theory]
    [InlineData("step", -1, "model", 1, 1)]
    [InlineData("model_path", 0, "", 1, 1)]
    [InlineData("num_groups", 0, "model", -1, 1)]
    [InlineData("group_size", 0, "model", 1, 0)]
    public async Task StartBatch_WithABadField_NamesItAndWritesNothing(string field, int step, string model, int groups, int size)
    {
        var training = await host.NewTrainingAsync();
        var writes = host.Faults.Writes;

        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => training.StartBatch(
            new BatchRequest { SourceType = SourceType.Step, Step = step, ModelPath = model, NumGroups = groups, GroupSize = size }));

        Assert.Equal((field, writes), (error.Field, host.Faults.Writes));
    }

    [Fact]
    public async Task Report_WhatAStepTrainsOn_IsStoredOnce()
    {
        var batch = await host.NewBatchAsync();
        var trained = JsonText.Parse("""{"groups":[]}""");

        Assert.Equal(trained, (await batch.Report(new BatchReport { Status = BatchStatus.Training, TrainedOn = trained })).TrainedOn);
        await batch.Report(new BatchReport { TrainedOn = trained, CompletedSubsteps = 1 });

        var other = new BatchReport { TrainedOn = JsonText.Parse("""{"groups":[1]}"""), CompletedSubsteps = 2 };
        Assert.Equal("trained_on", (await Assert.ThrowsAsync<InvalidRequestException>(() => batch.Report(other))).Field);
        Assert.Equal((trained, 1), await batch.Describe() is var known ? (known.TrainedOn, known.CompletedSubsteps) : default);
    }

    [Fact]
    public async Task StartBatch_OfAKindThatIsNot_IsRefused()
    {
        var training = await host.NewTrainingAsync();

        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => training.StartBatch(TrainingHost.Batch((SourceType)7)));

        Assert.Equal("source_type: must be one of step, eval, baseline, warm_start", error.Message);
    }

    [Fact]
    public async Task Report_ThroughTheStatusesOfAStep_NotesTheirTimes()
    {
        var batch = await host.NewBatchAsync();
        var start = host.Time.Now;
        foreach (var status in (BatchStatus[])[BatchStatus.RolloutCollecting, BatchStatus.RolloutRunning, BatchStatus.RolloutCollecting, BatchStatus.RolloutRunning, BatchStatus.Training])
        {
            host.Time.Now += TimeSpan.FromMinutes(1);
            Assert.Equal(status, (await batch.Report(new BatchReport { Status = status })).Status);
        }

        host.Time.Now += TimeSpan.FromMinutes(1);
        var done = await batch.Complete(new BatchResult());

        Assert.Equal(
            (start.AddMinutes(2), start.AddMinutes(5), start.AddMinutes(5), start.AddMinutes(6), start.AddMinutes(6)),
            (done.RolloutStartTime, done.RolloutEndTime, done.TrainingStartTime, done.TrainingEndTime, done.EndTime));
    }

    [Fact]
    public async Task Report_Repeated_WritesOnce()
    {
        var batch = await host.NewBatchAsync();
        var report = new BatchReport { Status = BatchStatus.Training, CompletedSubsteps = 1, TotalSubsteps = 4, StatusMessage = "substep 1" };
        var first = await batch.Report(report);
        var writes = host.Faults.Writes;

        Assert.Equal(first, await batch.Report(report));
        Assert.Equal(writes, host.Faults.Writes);
    }

    [Theory]
    [InlineData(SourceType.Step, BatchStatus.Running)]
    [InlineData(SourceType.Eval, BatchStatus.Training)]
    [InlineData(SourceType.Baseline, BatchStatus.RolloutRunning)]
    public async Task Report_OfAStatusOfAnotherKind_IsRefused(SourceType source, BatchStatus status)
    {
        var batch = await host.NewBatchAsync(source: source);
        var writes = host.Faults.Writes;

        var error = await Assert.ThrowsAsync<InvalidTransitionException>(() => batch.Report(new BatchReport { Status = status }));

        Assert.Equal(("pending", writes), (error.From, host.Faults.Writes));
    }

    [Fact]
    public async Task Report_OfAnEnd_NamesTheField()
    {
        var batch = await host.NewBatchAsync();

        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => batch.Report(new BatchReport { Status = BatchStatus.Completed }));

        Assert.Equal("status", error.Field);
    }

    [Fact]
    public async Task Complete_WhileAGroupIsOpen_SaysHowMany()
    {
        var batch = await host.NewBatchAsync();
        var group = await host.NewGroupAsync(batch);

        var error = await Assert.ThrowsAsync<UnfinishedException>(() => batch.Complete(new BatchResult()));
        Assert.Equal(1, error.Unfinished);

        await group.Fail("lost");
        Assert.Equal(BatchStatus.Completed, (await batch.Complete(new BatchResult())).Status);
    }

    [Fact]
    public async Task Complete_Repeated_GivesTheFirstAnswerUnlessItSaysOtherwise()
    {
        var batch = await host.NewBatchAsync();
        var result = new BatchResult { Loss = 0.25, Metrics = JsonText.Parse("""{"lr":1}"""), StatusMessage = "fine" };
        var first = await batch.Complete(result);
        var writes = host.Faults.Writes;

        Assert.Equal(first, await batch.Complete(result));
        Assert.Equal(writes, host.Faults.Writes);
        var error = await Assert.ThrowsAsync<InvalidTransitionException>(() => batch.Complete(result with { Loss = 1 }));
        Assert.Equal(("completed", "completed"), (error.From, error.To));
        await Assert.ThrowsAsync<InvalidTransitionException>(() => batch.Cancel());
        await Assert.ThrowsAsync<InvalidTransitionException>(() => batch.Fail("late"));
        await Assert.ThrowsAsync<InvalidTransitionException>(() => batch.Report(new BatchReport { Phase = BatchPhase.Training }));
        await Assert.ThrowsAsync<InvalidTransitionException>(() => batch.StartGroup(TrainingHost.Group(9)));
        await Assert.ThrowsAsync<InvalidTransitionException>(() => batch.Reopen());
    }

    [Fact]
    public async Task Complete_OfGroupsAllEqual_TellsTheirShares()
    {
        var batch = await host.NewBatchAsync();
        foreach (var (number, successes) in ((int, bool[])[])[(0, [true, true]), (1, [false, false]), (2, [true, false])])
        {
            var group = await host.NewGroupAsync(batch, number, 2);
            for (var index = 0; index < 2; index++)
            {
                await (await host.NewRolloutAsync(group, index)).Complete(TrainingHost.Outcome(successes[index]));
            }

            await group.Complete();
        }

        var statistics = (await batch.Complete(new BatchResult())).Statistics!;

        Assert.Equal((6, 3, 0.5), (statistics.Count, statistics.SuccessCount, statistics.RewardMean));
        Assert.Equal((1.0 / 3, 1.0 / 3, 1.0 / 3), (statistics.FractionMixed, statistics.FractionAllGood, statistics.FractionAllBad));
    }

    [Fact]
    public async Task Complete_WhereTheStrictGoalLagsBehind_SuspectsTheReward()
    {
        var batch = await host.NewBatchAsync();
        var group = await host.NewGroupAsync(batch, rollouts: 2);
        for (var index = 0; index < 2; index++)
        {
            var outcome = TrainingHost.Outcome();
            await (await host.NewRolloutAsync(group, index)).Complete(
                outcome with { Validation = outcome.Validation! with { StrictSuccess = index == 0 } });
        }

        var statistics = (await group.Complete()).Statistics!;

        Assert.Equal((2, 1, true), (statistics.SuccessCount, statistics.StrictSuccessCount, statistics.IsRewardHackingSuspected));
        Assert.Null(statistics.FractionMixed);
    }

    [Fact]
    public async Task Complete_OfAnEvaluation_CountsNoTokens()
    {
        var batch = await host.NewBatchAsync(source: SourceType.Eval);
        await (await TrainingHost.PlayAsync(await host.NewRolloutAsync(await host.NewGroupAsync(batch)), 1)).Complete(TrainingHost.Outcome());
        await host.Grains.GetGroup(host.Trainings.Rollouts[^1].GroupId).Complete();

        Assert.Null((await batch.Complete(new BatchResult())).Result!.NumTokens);
    }

    [Fact]
    public async Task Cancel_AndReopen_TakeItsGroupsAlongAndStartItAgain()
    {
        var batch = await host.NewBatchAsync();
        var group = await host.NewGroupAsync(batch);
        var rollout = await host.NewRolloutAsync(group);

        Assert.Equal(BatchStatus.Cancelled, (await batch.Cancel()).Status);
        Assert.Equal((GroupStatus.Cancelled, RolloutStatus.Cancelled), ((await group.Describe()).Status, (await rollout.Describe()).Status));
        Assert.Equal((await group.Describe()).Id, (await batch.StartGroup(TrainingHost.Group())).Id);

        var again = await batch.Reopen();
        Assert.Equal((BatchStatus.Pending, (DateTimeOffset?)null), (again.Status, again.EndTime));
        Assert.Equal(GroupStatus.Running, (await group.Reopen()).Status);
        Assert.Equal((RolloutStatus.Pending, 2), ((await rollout.Retry()).Status, (await rollout.Describe()).Attempts.Length));
    }

    [Fact]
    public async Task StartGroup_OfATaskThatIsNot_IsRefused()
    {
        var batch = await host.NewBatchAsync();

        var error = await Assert.ThrowsAsync<NotFoundException>(() => batch.StartGroup(TrainingHost.Group() with { TaskId = "unheard" }));

        Assert.Equal(("task", "unheard"), (error.Kind, error.ResourceId));
    }
}
