using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Rollouts;

public sealed class RolloutGrainTests(TrainingHost host) : IClassFixture<TrainingHost>
{
    [Fact]
    public async Task StartRollout_Repeated_GivesTheRolloutAsItStands()
    {
        var group = await host.NewGroupAsync();
        var rollout = await TrainingHost.PlayAsync(await host.NewRolloutAsync(group), 2);
        var writes = host.Faults.Writes;

        var again = await group.StartRollout(new RolloutRequest { EnvIndex = 0 });

        Assert.Equal((await rollout.Describe(), writes), (again, host.Faults.Writes), new PairComparer());
        Assert.Equal((2, 20.0), (again.CurrentTurn, again.ProgressPercent));
        await Assert.ThrowsAsync<AlreadyExistsException>(
            () => group.StartRollout(new RolloutRequest { EnvIndex = 0, Status = RolloutStatus.Running }));
    }

    [Theory]
    [InlineData(RolloutStatus.Pending, EnvironmentStatus.Pending)]
    [InlineData(RolloutStatus.EnvCreation, EnvironmentStatus.Creating)]
    [InlineData(RolloutStatus.Running, EnvironmentStatus.Running)]
    public async Task StartRollout_WhereItBegins_TellsOfItsDevice(RolloutStatus status, EnvironmentStatus device)
    {
        var group = await host.NewGroupAsync();

        var rollout = await group.StartRollout(new RolloutRequest { EnvIndex = 0, Status = status, EnvironmentType = "gbox" });

        Assert.Equal((status, device, "gbox", "android"), (
            rollout.Status, rollout.Attempts[0].Environment.Status, rollout.Attempts[0].Environment.EnvironmentType, rollout.Attempts[0].Environment.BoxType));
        var run = await host.Grains.GetRun(rollout.Attempts[0].RunId).Describe();
        Assert.Equal((rollout.Definition.Group.TrainingId, $"{TrainingHost.Task} #0"), (run.Definition.SimulationId, run.Definition.Name));
    }

    [Fact]
    public async Task Report_Forward_MovesItAndItsDevice_AndNeverBack()
    {
        var rollout = await host.NewRolloutAsync();
        await rollout.Report(new RolloutReport { Status = RolloutStatus.EnvCreation });
        var report = new RolloutReport
        {
            Status = RolloutStatus.Running,
            StatusMessage = "turn 1",
            Environment = new EnvironmentReport { Status = EnvironmentStatus.Running, BoxId = "box-1", Config = JsonText.Parse("""{"expiresIn":"60m"}""") },
        };

        var moved = await rollout.Report(report);
        var writes = host.Faults.Writes;

        Assert.Equal(moved, await rollout.Report(report), RolloutComparer.Instance);
        Assert.Equal(writes, host.Faults.Writes);
        Assert.Equal((RolloutStatus.Running, RolloutPhase.TaskExecution, "box-1"), (moved.Status, moved.Phase, moved.Attempts[0].Environment.BoxId));
        await Assert.ThrowsAsync<InvalidTransitionException>(() => rollout.Report(new RolloutReport { Status = RolloutStatus.EnvCreation }));
        await Assert.ThrowsAsync<InvalidRequestException>(() => rollout.Report(new RolloutReport { Status = RolloutStatus.Completed }));

        await rollout.Complete(TrainingHost.Outcome());
        await Assert.ThrowsAsync<InvalidTransitionException>(() => rollout.Report(new RolloutReport { Phase = RolloutPhase.Cleanup }));
        var given = await rollout.Report(new RolloutReport { Environment = new EnvironmentReport { Status = EnvironmentStatus.Terminated, StatusMessage = "given back" } });
        Assert.Equal("given back", given.Attempts[0].Environment.StatusMessage);
    }

    [Fact]
    public async Task Complete_Repeated_GivesTheFirstAnswerUnlessItSaysOtherwise()
    {
        var rollout = await TrainingHost.PlayAsync(await host.NewRolloutAsync(), 3);
        var outcome = TrainingHost.Outcome() with { Errors = ["one"], Summary = JsonText.Parse("""{"a":1}""") };
        var first = await rollout.Complete(outcome);
        host.Time.Now += TimeSpan.FromMinutes(1);

        Assert.Equal(first, await rollout.Complete(outcome), RolloutComparer.Instance);
        Assert.Equal(first, await rollout.Describe(), RolloutComparer.Instance);
        foreach (var other in (RolloutOutcome[])[outcome with { Errors = ["two"] }, outcome with { Validation = null }, outcome with { Reward = 1 }])
        {
            var error = await Assert.ThrowsAsync<InvalidTransitionException>(() => rollout.Complete(other));
            Assert.Equal(("completed", "completed"), (error.From, error.To));
        }

        await Assert.ThrowsAsync<RunNotActiveException>(() => rollout.RecordTurn(TrainingHost.Turn(4)));
        await Assert.ThrowsAsync<InvalidTransitionException>(() => rollout.Fail("late", "late"));
        await Assert.ThrowsAsync<InvalidTransitionException>(() => rollout.Cancel());
        await Assert.ThrowsAsync<InvalidTransitionException>(() => rollout.FailAttempt("late", "late"));
        await Assert.ThrowsAsync<InvalidTransitionException>(() => rollout.Retry());
        var run = await host.Grains.GetRun(first.Attempts[0].RunId).Describe();
        Assert.Equal((RunStatus.Completed, JsonText.Parse("1")), (run.Status, run.TotalReward));
    }

    [Theory]
    [InlineData(true, null, 1.0, "binary", 1)]
    [InlineData(false, null, 0.0, "binary", 1)]
    [InlineData(true, 0.75, 0.75, "given", 0)]
    public async Task Complete_WhenJudged_HasAReward(bool success, double? given, double reward, string function, int version)
    {
        var rollout = await TrainingHost.PlayAsync(await host.NewRolloutAsync(), 1);

        var ended = await rollout.Complete(TrainingHost.Outcome(success) with { Reward = given });

        Assert.Equal(new RewardInfo { Value = reward, Function = function, Version = version }, ended.Reward);
        Assert.Equal((false, success, 1), (ended.IsMasked, ended.ValidationPassed, ended.Validations.Length));
    }

    [Fact]
    public async Task Complete_WhenNobodyJudged_IsMaskedAndHasNoReward()
    {
        var rollout = await host.NewRolloutAsync();

        var ended = await rollout.Complete(TrainingHost.Outcome(null) with { Reward = 1 });

        Assert.Equal((true, null, null, 1.0), (ended.IsMasked, ended.Reward, ended.ValidationPassed, ended.Outcome!.Reward));
        Assert.Null((await host.Grains.GetRun(ended.Attempts[0].RunId).Describe()).TotalReward);
    }

    [Fact]
    public async Task Complete_WhenTheRewardFails_EndsNothing()
    {
        var rollout = await host.NewRolloutAsync();
        host.Trainings.NextReward = new RewardFailedException("binary", "the endpoint is away", isTransient: true);
        var writes = host.Faults.Writes;

        await Assert.ThrowsAsync<RewardFailedException>(() => rollout.Complete(TrainingHost.Outcome()));

        Assert.Equal(writes, host.Faults.Writes);
        Assert.Equal(RolloutStatus.Completed, (await rollout.Complete(TrainingHost.Outcome())).Status);
    }

    [Fact]
    public async Task Fail_Repeated_GivesTheFirstAnswer_AndRetryTakesItUp()
    {
        var rollout = await TrainingHost.PlayAsync(await host.NewRolloutAsync(), 2);

        var failed = await rollout.Fail("model_error", "no answer");

        Assert.Equal((RolloutStatus.Failed, "model_error", true, (RewardInfo?)null), (failed.Status, failed.ErrorKind, failed.IsMasked, failed.Reward));
        Assert.Equal(failed, await rollout.Fail("model_error", "no answer"), RolloutComparer.Instance);
        await Assert.ThrowsAsync<InvalidTransitionException>(() => rollout.Fail("model_error", "otherwise"));
        await Assert.ThrowsAsync<InvalidTransitionException>(() => rollout.Override(new ValidationOverride { Success = true }));

        var again = await rollout.Retry();
        Assert.Equal((RolloutStatus.Pending, 2, 0, (string?)null), (again.Status, again.Attempts.Length, again.CurrentTurn, again.ErrorKind));
        Assert.Equal(again, await rollout.Retry(), RolloutComparer.Instance);
        await TrainingHost.PlayAsync(rollout, 1);
        Assert.Equal(3, (await rollout.GetTurns(new TurnQuery { From = 0, Attempt = 1 })).Items.Length);
        Assert.Equal(2, (await rollout.GetTurns(new TurnQuery { From = 0 })).Items.Length);
    }

    [Fact]
    public async Task FailAttempt_BeginsAnotherOnARunOfItsOwn_AndItsRepetitionIsNoThird()
    {
        var rollout = await TrainingHost.PlayAsync(await host.NewRolloutAsync(), 2);
        await rollout.Report(new RolloutReport { Status = RolloutStatus.Running });

        var lost = await rollout.FailAttempt("device_lost", "the box is gone");

        Assert.Equal((RolloutStatus.Pending, 2, 0), (lost.Status, lost.Attempts.Length, lost.CurrentTurn));
        Assert.Equal((AttemptStatus.InfraFailed, EnvironmentStatus.Error), (lost.Attempts[0].Status, lost.Attempts[0].Environment.Status));
        Assert.Equal(lost, await rollout.FailAttempt("device_lost", "the box is gone"), RolloutComparer.Instance);
        await Assert.ThrowsAsync<RunNotActiveException>(() => rollout.RecordTurn(TrainingHost.Turn(3), attempt: 1));

        await TrainingHost.PlayAsync(rollout, 1);
        Assert.Equal(3, (await rollout.FailAttempt("device_lost", "the box is gone")).Attempts.Length);
        var ended = await rollout.Complete(TrainingHost.Outcome());
        Assert.Equal((RolloutStatus.Completed, AttemptStatus.Completed), (ended.Status, ended.Attempts[2].Status));
    }

    [Fact]
    public async Task FailAttempt_AfterNinetyNine_IsRefused()
    {
        var rollout = await host.NewRolloutAsync();
        for (var attempt = 1; attempt < 99; attempt++)
        {
            await rollout.FailAttempt("device_lost", $"box {attempt}");
        }

        Assert.Equal("attempt", (await Assert.ThrowsAsync<InvalidRequestException>(() => rollout.FailAttempt("device_lost", "box 99"))).Field);
        Assert.InRange(host.Records.Payload("rollout", GrainKeys.Rollout((await rollout.Describe()).Id))!.Length, 1, 64 * 1024);
    }

    [Fact]
    public async Task FailAttempt_OfANamedAttempt_LosesThatOneOnce()
    {
        var rollout = await host.NewRolloutAsync();
        await rollout.Report(new RolloutReport { Status = RolloutStatus.Running }, attempt: 1);
        var second = await rollout.FailAttempt("device_lost", "the box is gone", attempt: 1);

        Assert.Equal(2, second.Attempts.Length);
        var third = await rollout.FailAttempt("device_lost", "the box is gone", attempt: 2);
        Assert.Equal(3, third.Attempts.Length);
        Assert.Equal(3, (await rollout.FailAttempt("device_lost", "the box is gone", attempt: 2)).Attempts.Length);
    }

    [Fact]
    public async Task Calls_OfAnAttemptThatWasLost_ChangeNothing()
    {
        var rollout = await host.NewRolloutAsync();
        await rollout.FailAttempt("device_lost", "the box is gone", attempt: 1);
        await rollout.Report(new RolloutReport { Status = RolloutStatus.Running }, attempt: 2);

        Assert.Equal(2, (await rollout.FailAttempt("driver_lost", "another cause", attempt: 1)).Attempts.Length);
        var over = await Assert.ThrowsAsync<AttemptOverException>(() => rollout.Complete(new RolloutOutcome { StopReason = "finish_success" }, attempt: 1));
        Assert.Equal((1, 2), (over.Attempt, over.Present));
        await Assert.ThrowsAsync<AttemptOverException>(() => rollout.Report(new RolloutReport { StatusMessage = "late" }, attempt: 1));
        await Assert.ThrowsAsync<AttemptOverException>(() => rollout.Fail("late", "late", attempt: 1));
        await Assert.ThrowsAsync<NotFoundException>(() => rollout.Complete(new RolloutOutcome { StopReason = "finish_success" }, attempt: 3));
        Assert.Equal(RolloutStatus.Running, (await rollout.Describe()).Status);
        Assert.Equal(RolloutStatus.Completed, (await rollout.Complete(new RolloutOutcome { StopReason = "finish_success" }, attempt: 2)).Status);
    }

    [Fact]
    public async Task Override_KeepsHistory_AndTheRewardUnlessAsked()
    {
        var rollout = await TrainingHost.PlayAsync(await host.NewRolloutAsync(), 1);
        await rollout.Complete(TrainingHost.Outcome(false));
        var judgement = new ValidationOverride { Success = true, Actor = "ann", Reason = "the switch is on" };

        var judged = await rollout.Override(judgement);

        Assert.Equal((true, 0.0, 2), (judged.ValidationPassed, judged.Reward!.Value, judged.Validations.Length));
        Assert.Equal((ValidationSource.Override, false, "ann"), (judged.Validations[1].Source, judged.Validations[1].PreviousSuccess, judged.Validations[1].Actor));
        Assert.Equal(judged, await rollout.Override(judgement), RolloutComparer.Instance);

        var rewarded = await rollout.Override(judgement with { ChangesReward = true });
        Assert.Equal((1.0, 2), (rewarded.Reward!.Value, rewarded.Validations.Length));
        Assert.Equal("1", (await host.Grains.GetRun(rewarded.Attempts[0].RunId).Describe()).TotalReward!.ToString());
        var revalidated = await rollout.Revalidate(new ValidationReport { Success = false, ErrorMessage = "no screenshot" });
        Assert.Equal((false, 1.0, 3), (revalidated.ValidationPassed, revalidated.Reward!.Value, revalidated.Validations.Length));
        Assert.Equal(revalidated, await rollout.Revalidate(new ValidationReport { Success = false, ErrorMessage = "no screenshot" }), RolloutComparer.Instance);
        Assert.Equal([1, 2, 3], revalidated.Validations.Select(validation => validation.Index));
        Assert.Equal(TrainingHost.Outcome(false).Validation, revalidated.Outcome!.Validation);
    }

    [Fact]
    public async Task Override_OfWhatNobodyJudged_UnmasksItOnlyWithAReward()
    {
        var rollout = await host.NewRolloutAsync();
        await rollout.Complete(TrainingHost.Outcome(null));

        Assert.True((await rollout.Override(new ValidationOverride { Success = true })).IsMasked);
        var rewarded = await rollout.Override(new ValidationOverride { Success = true, ChangesReward = true });

        Assert.Equal((false, 1.0, 1), (rewarded.IsMasked, rewarded.Reward!.Value, rewarded.Validations.Length));
    }

    [Fact]
    public async Task Complete_WhereTheValidatorCouldNotJudge_MasksItAndKeepsTheError()
    {
        var group = await host.NewGroupAsync(rollouts: 2);
        var lost = await TrainingHost.PlayAsync(await host.NewRolloutAsync(group), 2);
        await (await TrainingHost.PlayAsync(await host.NewRolloutAsync(group, 1), 1)).Complete(TrainingHost.Outcome());
        var report = new ValidationReport { ValidationQuery = "wifi_enabled", ErrorMessage = "Validator exception: the device is gone" };
        var outcome = TrainingHost.Outcome() with { Validation = report, Reward = 0 };

        var ended = await lost.Complete(outcome);

        Assert.Equal((RolloutStatus.Completed, true, (RewardInfo?)null, (bool?)null), (ended.Status, ended.IsMasked, ended.Reward, ended.ValidationPassed));
        Assert.Equal(("not_judged", report.ErrorMessage), (ended.ErrorKind, ended.ErrorMessage));
        Assert.Equal(report, Assert.Single(ended.Validations).Report);
        Assert.Equal(ended, await lost.Complete(outcome), RolloutComparer.Instance);
        Assert.Null((await host.Grains.GetRun(ended.Attempts[0].RunId).Describe()).TotalReward);
        var statistics = (await group.Complete()).Statistics!;
        Assert.Equal((1, 1, 1.0), (statistics.Masked, statistics.SuccessCount, statistics.RewardMean));

        var rewarded = await lost.Override(new ValidationOverride { Success = true, ChangesReward = true });
        Assert.Equal((false, 1.0, (string?)null), (rewarded.IsMasked, rewarded.Reward!.Value, rewarded.ErrorKind));
    }

    [Fact]
    public async Task Revalidate_ThatCouldNotJudge_LeavesWhatCountedBefore()
    {
        var rollout = await host.NewRolloutAsync();
        await rollout.Complete(TrainingHost.Outcome());

        var again = await rollout.Revalidate(new ValidationReport { ErrorMessage = "the endpoint did not answer" });

        Assert.Equal((true, 1.0, 2), (again.ValidationPassed, again.Reward!.Value, again.Validations.Length));
    }

    [Fact]
    public async Task Override_WhileUnderWay_IsRefused()
    {
        var rollout = await host.NewRolloutAsync();

        await Assert.ThrowsAsync<InvalidTransitionException>(() => rollout.Override(new ValidationOverride { Success = true }));
        await Assert.ThrowsAsync<InvalidTransitionException>(() => rollout.Revalidate(new ValidationReport()));
    }

    [Fact]
    public async Task Complete_WhileATurnIsOnItsWay_CountsIt()
    {
        var rollout = await TrainingHost.PlayAsync(await host.NewRolloutAsync(), 1);
        host.Runs.Hold();
        var arrived = host.Runs.Arrived;
        var turn = rollout.RecordTurn(TrainingHost.Turn(2));
        await TestKit.Waiting.Eventually.HoldsAsync("the turn to arrive", () => Task.FromResult(host.Runs.Arrived > arrived));
        var ending = rollout.Complete(TrainingHost.Outcome());
        host.Runs.Release();

        Assert.Equal(2, (await turn).Turn);
        Assert.Equal(2, (await ending).CurrentTurn);
    }

    public static TheoryData<string, RolloutOutcome> BadOutcomes => new()
    {
        { "stop_reason", TrainingHost.Outcome() with { StopReason = "" } },
        { "finish_message", TrainingHost.Outcome() with { FinishMessage = new string('x', 10_001) } },
        { "reward", TrainingHost.Outcome() with { Reward = double.PositiveInfinity } },
        { "errors", TrainingHost.Outcome() with { Errors = [.. Enumerable.Repeat("e", 101)] } },
        { "errors", TrainingHost.Outcome() with { Errors = default } },
        { "summary", TrainingHost.Outcome() with { Summary = JsonText.Parse("1") } },
        { "rollout_time", TrainingHost.Outcome() with { RolloutSeconds = -1 } },
        { "parse_errors", TrainingHost.Outcome() with { Counters = TrainingHost.Outcome().Counters with { ParseErrors = -1 } } },
        { "validation.details", TrainingHost.Outcome() with { Validation = new ValidationReport { Details = JsonText.Parse("[]") } } },
    };

    [Theory]
    [MemberData(nameof(BadOutcomes))]
    public async Task Complete_WithABadField_NamesItAndWritesNothing(string field, RolloutOutcome outcome)
    {
        var rollout = await host.NewRolloutAsync();
        var writes = host.Faults.Writes;

        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => rollout.Complete(outcome));

        Assert.Equal((field, writes), (error.Field, host.Faults.Writes));
    }

    private sealed class PairComparer : IEqualityComparer<(RolloutInfo, int)>
    {
        public bool Equals((RolloutInfo, int) x, (RolloutInfo, int) y) =>
            RolloutComparer.Instance.Equals(x.Item1, y.Item1) && x.Item2 == y.Item2;

        public int GetHashCode((RolloutInfo, int) obj) => obj.Item2;
    }
}
