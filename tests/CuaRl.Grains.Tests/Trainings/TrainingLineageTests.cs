using CuaRl.Core.Trainings;
using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Trainings;

public sealed class TrainingLineageTests(TrainingHost host) : IClassFixture<TrainingHost>
{
    private ITrainingCatalogGrain Catalog => host.Grains.GetTrainingCatalog();

    [Fact]
    public async Task Lineage_OfEachOfAFamily_NamesAncestorsFromTheFirstOnAndChildren()
    {
        var (root, child, grandchild, late) = await FamilyAsync("lineage");

        var lineage = await Catalog.Lineage(child.Id);
        Assert.Equal(child.Id, lineage.TrainingId);
        Assert.Equal([Relative(root, 2)], lineage.Ancestors.AsEnumerable());
        Assert.Equal([Relative(grandchild, 5)], lineage.Children.AsEnumerable());
        Assert.Equal([Relative(root, 2), Relative(child, 5)], (await Catalog.Lineage(grandchild.Id)).Ancestors.AsEnumerable());
        lineage = await Catalog.Lineage(root.Id);
        Assert.Empty(lineage.Ancestors);
        Assert.Equal([Relative(child, 2), Relative(late, 5)], lineage.Children.AsEnumerable());
        await Assert.ThrowsAsync<NotFoundException>(() => Catalog.Lineage(RecordIds.Training("nobody")));
        await Assert.ThrowsAsync<MalformedIdException>(() => Catalog.Lineage("nobody"));
    }

    [Fact]
    public async Task Lineage_BehindATrainingThatWasDeleted_StillNamesIt()
    {
        var (root, child, _, late) = await FamilyAsync("gone");
        await Driven.TakeAsync(host, host.Grains.GetTraining(late.Id), 6, 7, 8);
        var grain = host.Grains.GetTraining(root.Id);
        await grain.Complete();
        Assert.Null(await grain.Delete());
        var namesake = await grain.Start(root.Definition);
        Assert.Equal(root.Id, namesake.Id);

        Assert.Equal([Relative(root, 2) with { Status = null }], (await Catalog.Lineage(child.Id)).Ancestors.AsEnumerable());
        Assert.Empty((await Catalog.Lineage(namesake.Id)).Children);
        var compared = await Catalog.Compare(child.Id, late.Id);
        Assert.Equal(Relative(root, 2) with { Status = null }, compared.CommonAncestor);
        Assert.Null((await Catalog.Compare(child.Id, namesake.Id)).CommonAncestor);

        // Steps of the namesake are no history of the branch.
        await grain.Begin();
        await Driven.TakeAsync(host, grain, 0, 1);
        var alone = await Catalog.Compare(child.Id, namesake.Id);
        Assert.All(alone.Steps.Where(step => step.Step < 2), step => Assert.Null(step.Left));
        Assert.All(alone.Steps.Where(step => step.Step < 2), step => Assert.NotNull(step.Right));
    }

    [Fact]
    public async Task Compare_ABranchWithItsParent_ShowsWhatDiffersAndTheStepsSinceThen()
    {
        var (root, child, _, _) = await FamilyAsync("parent");

        var compared = await Catalog.Compare(root.Id, child.Id);

        Assert.Equal((root.Id, child.Id), (compared.Left.Id, compared.Right.Id));
        Assert.Equal(Relative(root, 2), compared.CommonAncestor);
        Assert.Equal(
            [
                new SettingDifference { Name = "learning_rate", Left = JsonText.Parse("0.007"), Right = JsonText.Parse("0.5") },
                new SettingDifference { Name = "max_steps", Right = JsonText.Parse("9") },
            ],
            compared.Differences.AsEnumerable());
        Assert.Equal([3, 4, 5], compared.Steps.Select(step => step.Step));
        Assert.All(compared.Steps, step => Assert.Equal((root.Id, child.Id), (step.Left!.TrainingId, step.Right!.TrainingId)));
        Assert.Equal(3 / 8.0, compared.Steps[0].Right!.Loss);
    }

    [Fact]
    public async Task Compare_Branches_TakesTheStepsOfTheirAncestorsSinceTheyParted()
    {
        var (root, child, grandchild, late) = await FamilyAsync("cousins");
        await Driven.TakeAsync(host, host.Grains.GetTraining(grandchild.Id), 6);

        var compared = await Catalog.Compare(late.Id, grandchild.Id);

        Assert.Equal(Relative(root, 2), compared.CommonAncestor);
        Assert.Equal([3, 4, 5, 6], compared.Steps.Select(step => step.Step));
        Assert.Equal([root.Id, root.Id, root.Id, null], compared.Steps.Select(step => step.Left?.TrainingId));
        Assert.Equal([child.Id, child.Id, child.Id, grandchild.Id], compared.Steps.Select(step => step.Right?.TrainingId));
    }

    [Fact]
    public async Task Compare_Strangers_ShowsAllTheirSteps_AndNoTrainingIsComparedWithItself()
    {
        var one = await (await Driven.NewAsync(host, steps: 2)).Describe();
        var group = await host.NewGroupAsync(await host.NewBatchAsync(await host.NewTrainingAsync()), rollouts: 2);
        await (await host.NewRolloutAsync(group, 0)).Complete(TrainingHost.Outcome(true));
        await (await host.NewRolloutAsync(group, 1)).Complete(TrainingHost.Outcome(false));
        await group.Complete();
        var batch = host.Grains.GetBatch((await group.Describe()).Definition.BatchId);
        await batch.Complete(new BatchResult { Loss = 0.5 });
        var other = (await batch.Describe()).TrainingId;

        var compared = await Catalog.Compare(one.Id, other);

        Assert.Null(compared.CommonAncestor);
        Assert.Equal([0, 1], compared.Steps.Select(step => step.Step));
        Assert.Equal(
            new StepMeasures { TrainingId = other, SuccessRate = 0.5, RewardMean = 0.5, Loss = 0.5 }, compared.Steps[0].Right);
        Assert.Null(compared.Steps[1].Right);
        Assert.Contains("provider", compared.Differences.Select(difference => difference.Name));
        Assert.Equal("with", (await Assert.ThrowsAsync<InvalidRequestException>(() => Catalog.Compare(one.Id, one.Id))).Field);
        await Assert.ThrowsAsync<NotFoundException>(() => Catalog.Compare(one.Id, RecordIds.Training("nobody")));
    }

    /// <summary>A training of six steps, a branch after its step 2 with a branch of its own after step 5, and another one after step 5.</summary>
    private async Task<(TrainingInfo Root, TrainingInfo Child, TrainingInfo Grandchild, TrainingInfo Late)> FamilyAsync(string name)
    {
        var root = await Driven.NewAsync(host, steps: 6);
        var child = await Driven.BranchAsync(host, root, 2, $"{name}-child", """{"learning_rate": 0.5, "max_steps": 9}""");
        await Driven.TakeAsync(host, child, 3, 4, 5);
        var grandchild = await Driven.BranchAsync(host, child, 5, $"{name}-grandchild");
        var late = await Driven.BranchAsync(host, root, 5, $"{name}-late");
        return (await root.Describe(), await child.Describe(), await grandchild.Describe(), await late.Describe());
    }

    private static TrainingRelative Relative(TrainingInfo training, int step) => new()
    {
        Id = training.Id, Number = training.Number, RunName = training.RunName, Status = training.Status, Step = step,
    };
}
