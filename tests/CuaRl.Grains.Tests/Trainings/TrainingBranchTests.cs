using CuaRl.Core.Trainings;
using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Trainings;

public sealed class TrainingBranchTests(TrainingHost host) : IClassFixture<TrainingHost>
{
    [Fact]
    public async Task BranchFrom_AStepWithAState_GoesOnFromIt()
    {
        var parent = await Driven.NewAsync(host, steps: 4);
        var known = await parent.Describe();

        var branch = await parent.BranchFrom(2, Driven.Branch("goes-on"));

        Assert.Equal((RecordIds.Training("goes-on"), "goes-on", TrainingStatus.Initializing), (branch.Id, branch.RunName, branch.Status));
        Assert.Equal((3, $"{known.RunName}/states/3", null), (branch.StartStep, branch.CheckpointPath, branch.CurrentStep));
        Assert.Equal($"Branched from {known.RunName} at step 2", branch.StatusMessage);
        Assert.Equal(
            new TrainingOrigin
            {
                TrainingId = known.Id,
                TrainingNumber = known.Number,
                RunName = known.RunName,
                Step = 2,
                CheckpointPath = $"{known.RunName}/states/3",
                ModelPath = $"{known.RunName}/weights/3",
            },
            branch.Origin);
        Assert.Equal(known.Definition with { RunName = "goes-on" }, branch.Definition);
        Assert.Equal(known, await parent.Describe());
        Assert.Null(known.Origin);
        Assert.Equal(branch with { Unreached = null }, await host.Grains.GetTrainingCatalog().FindByName("goes-on"));
    }

    [Fact]
    public async Task BranchFrom_Repeated_GivesTheBranchAsItStandsAndWritesNothing()
    {
        var parent = await Driven.NewAsync(host, steps: 6);
        await parent.BranchFrom(2, Driven.Branch("repeated", """{"seed": 1}"""));
        var branch = host.Grains.GetTraining(RecordIds.Training("repeated"));
        var ended = await branch.Fail("lost");
        var writes = host.Faults.Writes;

        Assert.Equal(ended, await parent.BranchFrom(2, Driven.Branch("repeated", """{"seed": 1}""")));
        foreach (var (step, overrides) in ((int, string)[])[(2, "{}"), (5, """{"seed": 1}""")])
        {
            var error = await Assert.ThrowsAsync<AlreadyExistsException>(() => parent.BranchFrom(step, Driven.Branch("repeated", overrides)));
            Assert.Equal(ended.Id, error.ResourceId);
        }

        Assert.Equal(writes, host.Faults.Writes);
    }

    [Fact]
    public async Task BranchFrom_UnderTheNameOfAnotherTraining_IsRefused()
    {
        var parent = await Driven.NewAsync(host, steps: 3);
        var other = await Driven.NewAsync(host, steps: 3);

        foreach (var taken in new[] { parent, other })
        {
            var known = await taken.Describe();
            var error = await Assert.ThrowsAsync<AlreadyExistsException>(() => parent.BranchFrom(2, Driven.Branch(known.RunName)));
            Assert.Equal(("training", known.Id), (error.Kind, error.ResourceId));
            Assert.Equal(known, await taken.Describe());
        }
    }

    [Fact]
    public async Task BranchFrom_WithOverrides_KeepsTheRestByteForByte()
    {
        const string Config = """{ "provider":"embedded" , "note": {"of" : [1.50]}, "max_steps": 9,"epochs":2 }""";
        var definition = Driven.Define() with { Config = JsonText.Parse(Config), WandbName = "mine", BatchSize = 7, LogPath = "logs", TotalSteps = 9 };
        var parent = await host.NewTrainingAsync(definition);
        await Driven.TakeAsync(host, parent, 0, 1, 2);

        var same = await parent.BranchFrom(2, Driven.Branch("bytes-same"));
        var other = await parent.BranchFrom(
            2, Driven.Branch("bytes-other", """{"max-steps": 12, "learning_rate": 0.5, "groups_per_batch": 3, "temperature": 0.7}"""));

        Assert.Equal(definition with { RunName = "bytes-same", LogPath = null, TotalSteps = null }, same.Definition);
        Assert.Equal("""{"provider":"embedded","note": {"of" : [1.50]},"max_steps":12,"epochs":2}""", other.Definition.Config.ToString());
        Assert.Equal((0.5, 0.7, 3, (int?)null, "mine"), (
            other.Definition.LearningRate, other.Definition.Temperature, other.Definition.GroupsPerBatch, other.Definition.BatchSize,
            other.Definition.WandbName));
    }

    public static TheoryData<int, string, string> Refused => new()
    {
        { 2, """{"lerning_rate": 1}""", "overrides.lerning_rate: is no flag; did you mean learning_rate?" },
        { 2, """{"model_name": "embedded/hidden-8"}""", "overrides.model_name: is embedded/hidden-8, and may not change" },
        { 2, """{"max_steps": 3}""", "overrides.max_steps: is 3, and must be more than 3" },
        { 2, """{"reward_function": "unheard"}""", "overrides.reward_function: is unheard, and " },
        { 2, """{"box_type": "gone"}""", "box_type: is gone, and must be a pool of devices that this service drives" },
        { 2, """{"group_size": 1, "max_steps": 2}""", "overrides.max_steps: is 2, and must be more than 3" },
        { 2, """{"tasks": "\ud800"}""", "overrides: holds half of a surrogate pair" },
        { 2, """{"gbox_api_key": "k"}""", "overrides.gbox_api_key: is none of the settings" },
        { 2, """{"kl_penalty_coef": 1}""", "overrides.kl_penalty_coef: is 1.0, and needs kl_reference_checkpoint" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task BranchFrom_WithOverridesThatCannotBe_NamesThemAndWritesNothing(int step, string overrides, string fault)
    {
        var parent = await Driven.NewAsync(host, steps: 3);
        var writes = host.Faults.Writes;

        var error = await Assert.ThrowsAsync<SettingsRefusedException>(() => parent.BranchFrom(step, Driven.Branch("refused", overrides)));

        Assert.Equal("refused", error.RunName);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
        Assert.Equal(writes, host.Faults.Writes);
        Assert.Null(await host.Grains.GetTrainingCatalog().FindByName("refused"));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(99)]
    public async Task BranchFrom_AStepWithoutState_NamesThoseThatHaveOne(int step)
    {
        var parent = await Driven.NewAsync(host, steps: 6);
        await parent.StartBatch(TrainingHost.Batch(step: 6));

        var error = await Assert.ThrowsAsync<NoCheckpointException>(() => parent.BranchFrom(step, Driven.Branch("no-state")));

        Assert.Equal((step, "2, 5"), (error.Step, string.Join(", ", error.Steps)));
        Assert.Null(await host.Grains.GetTrainingCatalog().FindByName("no-state"));
    }

    [Fact]
    public async Task BranchFrom_WhatCannotBeBranched_IsRefusedByName()
    {
        var mine = await host.NewTrainingAsync();
        await Driven.TakeAsync(host, mine, 2);
        await Assert.ThrowsAsync<TrainingUndrivenException>(() => mine.BranchFrom(2, Driven.Branch("cannot")));

        var parent = await Driven.NewAsync(host, steps: 3);
        Assert.Equal("step", (await Assert.ThrowsAsync<InvalidRequestException>(() => parent.BranchFrom(-1, Driven.Branch("cannot")))).Field);
        Assert.Equal("run_name", (await Assert.ThrowsAsync<InvalidRequestException>(() => parent.BranchFrom(2, Driven.Branch("")))).Field);
        Assert.Equal("overrides", (await Assert.ThrowsAsync<InvalidRequestException>(() => parent.BranchFrom(2, Driven.Branch("cannot", "[]")))).Field);
        await Assert.ThrowsAsync<NotFoundException>(() => host.Grains.GetTraining(RecordIds.Training("nobody")).BranchFrom(2, Driven.Branch("cannot")));
        Assert.Null(await host.Grains.GetTrainingCatalog().FindByName("cannot"));
    }

    [Fact]
    public async Task BranchFrom_ABranchAtAStepOfItsParent_SaysWhoseStepItIs()
    {
        var parent = await Driven.NewAsync(host, steps: 6);
        var branch = await Driven.BranchAsync(host, parent, 2, "shares");
        await Driven.TakeAsync(host, branch, 3, 4, 5);

        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => branch.BranchFrom(2, Driven.Branch("of-whom")));

        Assert.Equal("step", error.Field);
        Assert.Contains($"must be 3 or more: earlier steps are those of {(await parent.Describe()).RunName}", error.Rule, StringComparison.Ordinal);
        Assert.Equal("shares", (await branch.BranchFrom(5, Driven.Branch("of-the-branch"))).Origin!.RunName);
    }

    [Fact]
    public async Task Start_OfABranchAgain_GoesOnFromItsParentsStateUntilItHasOneOfItsOwn()
    {
        var parent = await Driven.NewAsync(host, steps: 3);
        var branch = await Driven.BranchAsync(host, parent, 2, "resumed");
        var definition = (await branch.Describe()).Definition;
        await Driven.TakeAsync(host, branch, 3, 4);
        var origin = (await branch.Fail("lost")).Origin!;

        var again = await branch.Start(definition);
        Assert.Equal((3, origin.CheckpointPath, origin), (again.StartStep, again.CheckpointPath, again.Origin));

        await branch.Begin();
        await Driven.TakeAsync(host, branch, 5);
        await branch.Fail("lost");
        again = await branch.Start(definition);
        Assert.Equal((6, "resumed/states/6", origin), (again.StartStep, again.CheckpointPath, again.Origin));
    }

    [Fact]
    public async Task Progress_OfABranch_CountsFromItsFirstStep()
    {
        var parent = await Driven.NewAsync(host, steps: 3);
        var branch = await Driven.BranchAsync(host, parent, 2, "progress");
        await branch.Report(new TrainingReport { TotalSteps = 5 });
        await Driven.TakeAsync(host, branch, 3);

        // The step was completed without a rollout: all that is expected is the one step to come.
        var rollout = await TrainingHost.PlayAsync(await host.NewRolloutAsync(await host.NewGroupAsync(await host.NewBatchAsync(branch, step: 4))), 2);
        await rollout.Complete(TrainingHost.Outcome());

        var tally = (await branch.Describe()).Progress.Percent;
        await branch.Report(new TrainingReport { TotalSteps = 6 });
        Assert.InRange((await branch.Describe()).Progress.Percent, 0.01, tally - 0.01);
        await branch.Report(new TrainingReport { TotalSteps = 4 });
        Assert.Equal(tally, (await branch.Describe()).Progress.Percent);
    }
}
