using CuaRl.Core.Trainings;
using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Trainings;

public sealed class TrainingCatalogGrainTests(TrainingHost host) : IClassFixture<TrainingHost>
{
    private ITrainingCatalogGrain Catalog => host.Grains.GetTrainingCatalog();

    [Fact]
    public async Task Start_WithoutAName_FormsTheOneOfTheOriginal()
    {
        var info = await Catalog.Start(TrainingHost.Definition() with { RunName = null });

        Assert.Equal("cua_rl-Qwen-Qwen3-VL-30B-A3B-Instruct-32rank-1e-05lr-4group-2batch-seed0-2026-01-31-08-00", info.RunName);
        Assert.Equal(RecordIds.Training(info.RunName), info.Id);
        Assert.Equal(info with { Unreached = null }, await Catalog.FindByName(info.RunName));
        Assert.Equal(info.Id, await Catalog.FindId(RecordKind.Training, info.Number));
    }

    [Fact]
    public async Task Reverify_ComputesOverWhatWasJudged_AndLeavesRecordedRewardsAlone()
    {
        var training = await host.NewTrainingAsync();
        var group = await host.NewGroupAsync(await host.NewBatchAsync(training));
        foreach (var (index, success) in ((int, bool?)[])[(0, true), (1, false), (2, null)])
        {
            await (await host.NewRolloutAsync(group, index)).Complete(TrainingHost.Outcome(success));
        }

        var id = (await training.Describe()).Id;
        var layer = await Catalog.Reverify(id, "finished", "completion");

        Assert.Equal(("finished", "completion", 2L, 1L), (layer.Name, layer.Function, layer.Rollouts, layer.Changed));
        Assert.Equal(layer, Assert.Single(await Catalog.ListRewardLayers(id)));
        Assert.Equal([1.0, 0.0, null], host.Trainings.Rollouts.Where(rollout => rollout.TrainingId == id).Select(rollout => rollout.Reward));
        await Assert.ThrowsAsync<InvalidRequestException>(() => Catalog.Reverify(id, "x", "unheard"));
        await Assert.ThrowsAsync<NotFoundException>(() => Catalog.Reverify(RecordIds.Training("nobody"), "x", "simple"));
    }

    [Theory]
    [InlineData("", "", "tag")]
    [InlineData(null, null, "tag")]
    [InlineData("a", "b", "tag")]
    [InlineData(null, "", "note")]
    public async Task Annotate_WithoutExactlyOneOfTagAndNote_NamesTheField(string? tag, string? note, string field)
    {
        var annotation = new Annotation
        {
            Id = "", Kind = RecordKind.Training, Number = 1, Tag = tag, Note = note, CreatedAt = default,
        };

        Assert.Equal(field, (await Assert.ThrowsAsync<InvalidRequestException>(() => Catalog.Annotate(annotation))).Field);
    }

    [Fact]
    public async Task Annotate_GivesItAnIdAndATime_AndItCanBeTakenAway()
    {
        var annotation = await Catalog.Annotate(
            new Annotation { Id = "", Kind = RecordKind.Step, Number = 4711, Note = "look here", CreatedAt = default });

        Assert.Equal(host.Time.Now, annotation.CreatedAt);
        Assert.Equal(annotation, Assert.Single(await Catalog.ListAnnotations(RecordKind.Step, 4711)));
        Assert.True(await Catalog.RemoveAnnotation(annotation.Id));
        Assert.False(await Catalog.RemoveAnnotation(annotation.Id));
    }

    [Fact]
    public async Task Lists_WithABadLimit_AreRefused()
    {
        Assert.Equal("limit", (await Assert.ThrowsAsync<InvalidRequestException>(() => Catalog.List(new TrainingQuery { Limit = 0 }))).Field);
        Assert.Equal("limit", (await Assert.ThrowsAsync<InvalidRequestException>(() => Catalog.ListRollouts(new RolloutQuery { Limit = 1001 }))).Field);
        Assert.Equal("batch_id", (await Assert.ThrowsAsync<InvalidRequestException>(() => Catalog.ListRollouts(new RolloutQuery { BatchId = "x" }))).Field);
        Assert.Equal("limit", (await Assert.ThrowsAsync<InvalidRequestException>(() => Catalog.History(RecordKind.Group, 1, 0))).Field);
    }
}
