using CuaRl.Silo.Tests.Loop.Support;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Silo.Tests.Loop;

/// <summary>A training goes on with the tasks that it began with, whatever the catalogue holds by then.</summary>
public sealed class FixedTasksTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private static readonly string[] Flags =
        ["tasks={\"source_type\":\"database\",\"category\":\"settings\"}", "warm_start=false", "max_steps=5", "save_every=0"];

    private readonly string _folder = TestFolders.Create("fixed-tasks");

    [PostgresFact]
    public async Task Training_WhoseSourceHasOtherTasksWhenItGoesOn_GoesOnWithItsOwn()
    {
        TrainingInfo whole;
        string id;
        var hold = new StepHold();
        await using (var service = await LoopService.StartAsync(database.ConnectionString, _folder, hold.AddTo))
        {
            await service.Grains.GetTaskCatalog().Load([new TaskSource { SourceType = "demo_training" }]);
            whole = await service.TrainAsync(ShortTraining.Define("as-it-was", Flags));
            hold.After(service, "as-it-becomes", step: 1);
            var training = await service.StartTrainingAsync(ShortTraining.Define("as-it-becomes", Flags));
            id = (await training.Read()).Id;
            await Eventually.HoldsAsync("two steps are done", async () => (await training.Read()).CurrentStep >= 1);

            var catalog = service.Grains.GetTaskCatalog();
            var task = (await catalog.List(new TaskQuery { Category = "settings", Limit = 1 })).Items[0].Definition;
            var others = (await catalog.List(new TaskQuery { Category = "settings" })).Items.Select(other => other.Definition with { Category = "moved" });
            await catalog.Save([.. others], replaces: true);
            await catalog.Save([task with { TaskId = "a_new_one", Name = "New" }, task with { TaskId = "z_new_one", Name = "New, too" }]);
        }

        await using (var service = await LoopService.StartAsync(database.ConnectionString, _folder))
        {
            var ended = await LoopService.EndOfAsync(service.Grains.GetTraining(id));

            Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
            await TrainingTrace.AssertSameAsync(database.Source, service.Checkpoints, whole.Id, id);
            var tasks = (await service.Grains.GetTrainingLoop(id).Describe()).Tasks;
            Assert.NotEmpty(tasks!.Training);
            Assert.DoesNotContain("a_new_one", tasks.Training);
        }
    }

    [PostgresFact]
    public async Task Training_WhoseSourceIsEmpty_FailsAndGoesOnWhenItIsNot()
    {
        await using var service = await LoopService.StartAsync(database.ConnectionString, _folder);
        var definition = ShortTraining.Define(
            "empty-at-first", "tasks={\"source_type\":\"database\",\"category\":\"later\"}", "warm_start=false", "max_steps=1", "groups_per_batch=1");

        var failed = await service.TrainAsync(definition);
        var catalog = service.Grains.GetTaskCatalog();
        var task = (await catalog.Load([new TaskSource { SourceType = "demo_training" }])).Tasks[0].Definition;
        await catalog.Save([task with { TaskId = "a_later_one", Category = "later" }]);
        var ended = await service.TrainAsync(definition);

        Assert.Equal((TrainingStatus.Failed, "tasks list cannot be empty"), (failed.Status, failed.ErrorMessage));
        Assert.True(ended.Status == TrainingStatus.Completed, ended.ErrorMessage);
    }

    [PostgresFact]
    public async Task Training_ThatFailsWithMoreThanARecordTakes_FailsAndSaysTheBeginning()
    {
        await using var service = await LoopService.StartAsync(database.ConnectionString, _folder);
        var tasks = string.Join(',', Enumerable.Range(0, 1_500).Select(i => $"\"do {i}\""));

        var ended = await service.TrainAsync(ShortTraining.Define(
            "without-judges", $"tasks={{\"source_type\":\"custom\",\"custom_tasks\":[{tasks}]}}"));

        Assert.Equal(TrainingStatus.Failed, ended.Status);
        Assert.StartsWith("none of the tasks has a validator (custom_", ended.ErrorMessage, StringComparison.Ordinal);
    }
}
