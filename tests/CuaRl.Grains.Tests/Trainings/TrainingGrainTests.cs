using CuaRl.Core.Tasks;
using CuaRl.Core.Trainings;
using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Trainings;

public sealed class TrainingGrainTests(TrainingHost host) : IClassFixture<TrainingHost>
{
    [Fact]
    public async Task Start_Repeated_GivesTheFirstAnswerAndWritesNothing()
    {
        var definition = TrainingHost.Definition();
        var training = host.Grains.GetTraining(RecordIds.Training(definition.RunName!));
        var first = await training.Start(definition);
        var writes = host.Faults.Writes;

        Assert.Equal(first, await training.Start(definition));
        Assert.Equal(first, await training.Start(definition with { TotalSteps = null, EvalTasks = 9 }));
        Assert.Equal(writes, host.Faults.Writes);
        Assert.Equal((TrainingStatus.Initializing, TrainingPhase.Initialization, 0, 2), (first.Status, first.Phase, first.StartStep, first.TotalSteps));
    }

    [Fact]
    public async Task Start_WithAnotherConfiguration_IsRefused()
    {
        var definition = TrainingHost.Definition();
        var training = await host.NewTrainingAsync(definition);

        var error = await Assert.ThrowsAsync<AlreadyExistsException>(() => training.Start(definition with { Seed = 1 }));

        Assert.Equal("training", error.Kind);
    }

    [Fact]
    public async Task Start_AfterACompletedStepWithACheckpoint_GoesOnBehindIt()
    {
        var definition = TrainingHost.Definition();
        var training = await host.NewTrainingAsync(definition);
        var batch = await host.NewBatchAsync(training, step: 3);
        await batch.Complete(new BatchResult { CheckpointPath = "tinker://state/000003" });
        await (await host.NewBatchAsync(training, step: 4)).Complete(new BatchResult());
        await training.Fail("the trainer is gone");

        var again = await training.Start(definition with { TotalSteps = 9 });

        Assert.Equal((TrainingStatus.Initializing, "Resuming training", 4, "tinker://state/000003"), (again.Status, again.StatusMessage, again.StartStep, again.CheckpointPath));
        Assert.Equal((9, 2, (string?)null, (DateTimeOffset?)null), (again.TotalSteps, again.Definition.TotalSteps, again.ErrorMessage, again.EndTime));
    }

    public static TheoryData<string, TrainingDefinition> BadDefinitions => new()
    {
        { "model_name", TrainingHost.Definition() with { ModelName = "" } },
        { "lora_rank", TrainingHost.Definition() with { LoraRank = 0 } },
        { "learning_rate", TrainingHost.Definition() with { LearningRate = double.NaN } },
        { "group_size", TrainingHost.Definition() with { GroupSize = 10_001 } },
        { "max_turns", TrainingHost.Definition() with { MaxTurns = 10_000 } },
        { "temperature", TrainingHost.Definition() with { Temperature = -1 } },
        { "eval_every", TrainingHost.Definition() with { EvalEvery = -1 } },
        { "total_steps", TrainingHost.Definition() with { TotalSteps = -1 } },
        { "reward_function", TrainingHost.Definition() with { RewardFunction = "unheard" } },
        { "max_concurrent_rollouts", TrainingHost.Definition() with { MaxConcurrentRollouts = 0 } },
        { "config", TrainingHost.Definition() with { Config = JsonText.Parse("[]") } },
        { "run_name", TrainingHost.Definition(new string('x', 201)) },
    };

    [Theory]
    [MemberData(nameof(BadDefinitions))]
    public async Task Start_WithABadField_NamesItAndWritesNothing(string field, TrainingDefinition definition)
    {
        var writes = host.Faults.Writes;

        var error = await Assert.ThrowsAsync<InvalidRequestException>(
            () => host.Grains.GetTraining(RecordIds.Training(definition.RunName!)).Start(definition));

        Assert.Equal((field, writes), (error.Field, host.Faults.Writes));
    }

    [Theory]
    [InlineData("gone", "")]
    [InlineData("My phones", "")]
    [InlineData("android", "; android and linux need GBOX_API_KEY where it is started")]
    public async Task Start_OnDevicesThatNobodyDrives_NamesThoseThatThereAreAndWritesNothing(string boxType, string hint)
    {
        var definition = Driven.Define() with { BoxType = boxType, ModelName = "Qwen/x", Config = JsonText.Parse("""{"provider": "tinker"}""") };
        var training = host.Grains.GetTraining(RecordIds.Training(definition.RunName!));
        var writes = host.Faults.Writes;

        var error = await Assert.ThrowsAsync<SettingsRefusedException>(() => training.Start(definition));

        Assert.Equal(
            ("box_type", $"is {boxType}, and must be a pool of devices that this service drives; without being configured there are simulated{hint}"),
            Assert.Single(error.Faults) is var fault ? (fault.Setting, fault.Rule) : default);
        Assert.Equal(writes, host.Faults.Writes);
    }

    [Fact]
    public async Task Start_OnAPoolThatIsConfigured_TakesItByItsName()
    {
        await host.Grains.GetDevicePool("phones").Configure(new DevicePoolDefinition { BoxType = "simulated" });

        await host.NewTrainingAsync(Driven.Define("box_type=phones"));
        await host.NewTrainingAsync(TrainingHost.Definition() with { BoxType = "a-client-has-its-own" });
    }

    [Theory]
    [InlineData("ids")]
    [InlineData("database")]
    public async Task Start_OnTasksThatThereAreNoneOf_NamesThemAndWritesNothing(string source)
    {
        var known = source == "ids" ? $"\"{DemoTasks.All[0].Id}\", \"{TrainingHost.Task}\"" : $"\"{TrainingHost.Task}\"";
        string Choice(string ids) => $$"""[{"source_type": "{{source}}", "task_ids": [{{ids}}]}]""";
        var definition = Driven.Define(
            "tasks=" + Choice($"""{known}, "nowhere", "two words" """), "eval_tasks=" + Choice(known), "use_default_eval_tasks=false");
        var training = host.Grains.GetTraining(RecordIds.Training(definition.RunName!));
        var writes = host.Faults.Writes;

        var error = await Assert.ThrowsAsync<SettingsRefusedException>(() => training.Start(definition));

        var fault = Assert.Single(error.Faults);
        Assert.Equal("config.tasks", fault.Setting);
        Assert.EndsWith(
            "must name tasks that there are: store nowhere, two words by `cuarl tasks load` first", fault.Rule, StringComparison.Ordinal);
        Assert.Equal(writes, host.Faults.Writes);
        await host.NewTrainingAsync(Driven.Define("tasks=" + Choice(known)));
    }

    [Fact]
    public async Task Start_OfATrainingThatCannotBeDriven_NamesAllThatIsWrongAndWritesNothing()
    {
        var definition = TrainingHost.Definition() with
        {
            ModelName = "embedded/linear",
            BoxType = "simulated",
            GroupSize = 1,
            RewardFunction = "unheard",
            Config = JsonText.Parse("""{"provider": "embedded", "epochs": "many", "gbox_api_key": "hidden-key"}"""),
        };
        var writes = host.Faults.Writes;

        var error = await Assert.ThrowsAsync<SettingsRefusedException>(
            () => host.Grains.GetTraining(RecordIds.Training(definition.RunName!)).Start(definition));
        await Assert.ThrowsAsync<SettingsRefusedException>(() => host.Grains.GetTrainingCatalog().Start(definition with { RunName = null }));

        Assert.Equal(
            ["config.epochs", "config.gbox_api_key", "group_size", "reward_function"],
            error.Faults.Select(fault => fault.Setting).Order(StringComparer.Ordinal));
        Assert.Contains("config.epochs: is many, and must be a whole number", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-key", error.Message, StringComparison.Ordinal);
        Assert.Equal(writes, host.Faults.Writes);
    }

    [Fact]
    public async Task Start_UnderAnIdOfAnotherName_IsRefused()
    {
        var training = host.Grains.GetTraining(RecordIds.Training("another"));

        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => training.Start(TrainingHost.Definition()));

        Assert.Equal("run_name", error.Field);
    }

    [Fact]
    public async Task Status_EachCommandRepeated_ChangesNothingMore()
    {
        var training = await host.NewTrainingAsync();
        foreach (var command in (Func<Task<TrainingInfo>>[])
        [
            training.Begin, () => training.Pause("ann"), () => training.Resume("ann"), () => training.Fail("lost"),
        ])
        {
            var first = await command();
            var writes = host.Faults.Writes;
            Assert.Equal(first, await command());
            Assert.Equal(writes, host.Faults.Writes);
        }

        await Assert.ThrowsAsync<InvalidTransitionException>(() => training.Fail("otherwise"));
        await Assert.ThrowsAsync<InvalidTransitionException>(() => training.Complete());
        await Assert.ThrowsAsync<InvalidTransitionException>(() => training.Pause());
        await Assert.ThrowsAsync<InvalidTransitionException>(() => training.Resume());
        await Assert.ThrowsAsync<InvalidTransitionException>(() => training.Begin());
    }

    [Fact]
    public async Task Pause_ReachesRolloutsAndHoldsAllThatIsNewOff_UntilResume()
    {
        var training = await host.NewTrainingAsync();
        var batch = await host.NewBatchAsync(training);
        var group = await host.NewGroupAsync(batch);
        var rollout = await TrainingHost.PlayAsync(await host.NewRolloutAsync(group), 1);

        Assert.Equal(TrainingStatus.Paused, (await training.Pause("ann")).Status);

        Assert.True((await rollout.Describe()).IsPaused);
        await Assert.ThrowsAsync<RunNotActiveException>(() => rollout.RecordTurn(TrainingHost.Turn(2)));
        var count = host.Trainings.Count;
        await Assert.ThrowsAsync<TrainingInactiveException>(() => training.StartBatch(TrainingHost.Batch(step: 1)));
        await Assert.ThrowsAsync<TrainingInactiveException>(() => batch.StartGroup(TrainingHost.Group(1)));
        await Assert.ThrowsAsync<TrainingInactiveException>(() => group.StartRollout(new RolloutRequest { EnvIndex = 1 }));
        await Assert.ThrowsAsync<TrainingInactiveException>(() => training.Report(new TrainingReport { CurrentStep = 1 }));
        await Assert.ThrowsAsync<TrainingInactiveException>(() => rollout.FailAttempt("device_lost", "gone"));
        Assert.Equal(count, host.Trainings.Count);
        Assert.Equal((await batch.Describe()).Id, (await training.StartBatch(TrainingHost.Batch())).Id);
        Assert.Equal((await rollout.Describe()).Id, (await group.StartRollout(new RolloutRequest { EnvIndex = 0 })).Id);

        await training.Resume();
        Assert.False((await rollout.Describe()).IsPaused);
        Assert.Equal(2, (await rollout.RecordTurn(TrainingHost.Turn(2))).Turn);
    }

    [Fact]
    public async Task Start_OfAPausedTraining_LetsItsRolloutsGoOn()
    {
        var definition = TrainingHost.Definition();
        var training = await host.NewTrainingAsync(definition);
        var rollout = await host.NewRolloutAsync(await host.NewGroupAsync(await host.NewBatchAsync(training)));
        await training.Pause();

        await training.Start(definition);

        Assert.False((await rollout.Describe()).IsPaused);
    }

    [Fact]
    public async Task Cancel_ReachesAllThatIsOpen_AndLeavesWhatHasEnded()
    {
        var training = await host.NewTrainingAsync();
        var batch = await host.NewBatchAsync(training);
        var group = await host.NewGroupAsync(batch);
        var open = await host.NewRolloutAsync(group, 0);
        var done = await host.NewRolloutAsync(group, 1);
        var result = await done.Complete(TrainingHost.Outcome());

        var info = await training.Cancel("ann", "too slow");

        Assert.Equal((TrainingStatus.Cancelled, "Training cancelled: too slow"), (info.Status, info.StatusMessage));
        Assert.Equal((RolloutStatus.Cancelled, AttemptStatus.Cancelled), ((await open.Describe()).Status, (await open.Describe()).Attempts[0].Status));
        Assert.Equal(result.Status, (await done.Describe()).Status);
        Assert.Equal((GroupStatus.Cancelled, BatchStatus.Cancelled), ((await group.Describe()).Status, (await batch.Describe()).Status));
        Assert.Equal(info, await training.Cancel());
        await Assert.ThrowsAsync<TrainingInactiveException>(() => training.StartBatch(TrainingHost.Batch(step: 7)));
        await Assert.ThrowsAsync<TrainingInactiveException>(() => open.Retry());
    }

    [Fact]
    public async Task Delete_WhileUnderWay_IsRefused()
    {
        var training = await host.NewTrainingAsync();

        var error = await Assert.ThrowsAsync<InvalidTransitionException>(() => training.Delete());

        Assert.Equal(("running", "deleted"), (error.From, error.To));
    }

    [Fact]
    public async Task Delete_WhileATrajectoryIsNeeded_IsRefusedAndDeletesNothing()
    {
        var training = await host.NewTrainingAsync();
        var rollout = await TrainingHost.PlayAsync(await host.NewRolloutAsync(await host.NewGroupAsync(await host.NewBatchAsync(training))), 1);
        await training.Cancel();
        var run = (await rollout.Describe()).Attempts[0].RunId;
        var writes = host.Faults.Writes;
        host.Trainings.Need = (Guid.Parse(run), ["tag best"]);

        var error = await Assert.ThrowsAsync<RunNeededException>(() => training.Delete());
        host.Trainings.Need = null;

        Assert.Equal((run, writes), (error.RunId, host.Faults.Writes));
    }

    [Fact]
    public async Task Delete_AndStartByTheSameName_BeginsAnew()
    {
        var definition = TrainingHost.Definition();
        var training = await host.NewTrainingAsync(definition);
        var rollout = await TrainingHost.PlayAsync(await host.NewRolloutAsync(await host.NewGroupAsync(await host.NewBatchAsync(training))), 1);
        var run = (await rollout.Describe()).Attempts[0].RunId;
        await training.Cancel();

        await training.Delete();

        await Assert.ThrowsAsync<NotFoundException>(() => training.Describe());
        await Assert.ThrowsAsync<NotFoundException>(() => rollout.Describe());
        Assert.Equal(RunStatus.Pruned, (await host.Grains.GetRun(run).Describe()).Status);
        training = await host.NewTrainingAsync(definition);
        var again = await TrainingHost.PlayAsync(await host.NewRolloutAsync(await host.NewGroupAsync(await host.NewBatchAsync(training))), 2);
        Assert.Equal(2, (await again.Describe()).CurrentTurn);
    }

    [Fact]
    public async Task Tree_OfATraining_HoldsItsTrajectoriesAndBranchesOfThem()
    {
        var training = await host.NewTrainingAsync();
        var rollout = await TrainingHost.PlayAsync(await host.NewRolloutAsync(await host.NewGroupAsync(await host.NewBatchAsync(training))), 3);
        var run = (await rollout.Describe()).Attempts[0].RunId;
        var tree = host.Grains.GetStateTree((await training.Describe()).Id);

        var branch = await tree.BranchFromState(run, new BranchRequest { Name = "what if", Step = 1, ConfigOverrides = JsonText.Parse("""{"t":0}""") });

        Assert.Equal([run, branch.Id], (await tree.GetRunTree()).Runs.Select(node => node.Id));
        Assert.Equal(JsonText.Parse("""{"t":0}"""), await tree.EffectiveConfig(branch.Id));
    }

    [Fact]
    public async Task SetArchived_TakesItOutOfListsAndBack()
    {
        var training = await host.NewTrainingAsync();
        var catalog = host.Grains.GetTrainingCatalog();
        var id = (await training.SetArchived(true)).Id;

        Assert.DoesNotContain((await catalog.List(new TrainingQuery { Limit = 1000 })).Items, item => item.Id == id);
        Assert.Contains((await catalog.List(new TrainingQuery { IncludesArchived = true, Limit = 1000 })).Items, item => item.Id == id);
        Assert.False((await training.SetArchived(false)).IsArchived);
    }

    [Fact]
    public async Task Commands_OnATrainingThatIsNot_SayThat()
    {
        var training = host.Grains.GetTraining(RecordIds.Training("nobody"));

        await Assert.ThrowsAsync<NotFoundException>(() => training.Describe());
        await Assert.ThrowsAsync<NotFoundException>(() => training.Cancel());
        await Assert.ThrowsAsync<NotFoundException>(() => training.StartBatch(TrainingHost.Batch()));
    }
}
