using CuaRl.Core.Tasks;
using CuaRl.Grains.Tasks;
using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Tasks;

public sealed class TaskLoadingTests
{
    private readonly MemoryTasks _store = new();

    private ITaskCatalogGrain Tasks => new TaskCatalogGrain(_store, new ListedValidators(), new SettableTime());

    public static TheoryData<TaskSource, string> Refused => new()
    {
        { new() { SourceType = "ids" }, "task_ids must be provided for source_type='ids'" },
        { new() { SourceType = "file" }, "file_path must be provided for source_type='file'" },
        { new() { SourceType = "file", FilePath = "gone.txt" }, "Task file not found: gone.txt" },
        { new() { SourceType = "custom" }, "custom_tasks must be provided for source_type='custom'" },
        { new() { SourceType = "genv_umetrip" }, "tasks_dir must be provided for source_type='genv_umetrip'" },
        {
            new() { SourceType = "demo" },
            "Unknown source_type: demo. Supported: 'demo_training', 'demo_eval', 'demo_all', 'ids', 'file', 'custom', 'task_adapter', "
            + "'genv_umetrip'"
        },
        { new() { SourceType = "demo_all", Category = "games" }, "'games' is not a valid TaskCategory" },
        { new() { SourceType = "demo_all", Difficulty = "extreme" }, "'extreme' is not a valid TaskDifficulty" },
        {
            new() { SourceType = "ids", TaskIds = ["train_07_go_home"] },
            "Task ID 'train_07_go_home' is of cua_rl's first set of tasks; no validator is implemented for its query 'is_home_screen'"
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Load_SourceThatCannotBeMet_IsRefusedInTheOriginalsWordsAndStoresNothing(TaskSource source, string rule)
    {
        var error = await Assert.ThrowsAsync<InvalidRequestException>(
            () => Tasks.Load([new TaskSource { SourceType = "demo_eval" }, source]));

        Assert.Equal(("sources", rule), (error.Field, error.Rule));
        Assert.Equal(0, _store.Saves);
    }

    [Fact]
    public async Task Load_NoSources_IsRefusedInTheOriginalsWords() =>
        Assert.Equal("tasks list cannot be empty", (await Assert.ThrowsAsync<InvalidRequestException>(() => Tasks.Load([]))).Rule);

    [Theory]
    [InlineData("sources[0].limit")]
    [InlineData("sources[0].task_ids[1]")]
    [InlineData("sources[0].custom_tasks[0]")]
    public async Task Load_FieldThatBreaksARule_IsNamed(string field)
    {
        TaskSource source = field switch
        {
            "sources[0].limit" => new() { SourceType = "demo_all", Limit = -1 },
            "sources[0].task_ids[1]" => new() { SourceType = "ids", TaskIds = ["a", ""] },
            _ => new() { SourceType = "custom", CustomTasks = [" "] },
        };

        Assert.Equal(field, (await Assert.ThrowsAsync<InvalidRequestException>(() => Tasks.Load([source]))).Field);
    }

    [Fact]
    public async Task Load_DemoTrainingWithSeedAndLimit_GivesTheOriginalsSampleInItsOrder()
    {
        var loaded = await Tasks.Load([new TaskSource { SourceType = "demo_training", Limit = 5 }]);

        Assert.Equal(
            ["train_36_timeout_10min", "train_04_check_brightness", "train_01_open_settings", "train_11_timeout_1min", "train_10_timeout_30s"],
            Ids(loaded));
        Assert.All(loaded.Tasks, task => Assert.Equal("demo_training", task.Definition.SourceType));
        Assert.Equal(
            "No validator is implemented for query 'result_message_contains' of task 'train_04_check_brightness', its rollouts stay unvalidated",
            Assert.Single(loaded.Warnings));
    }

    [Fact]
    public async Task Load_Anything_IsStoredWithItsValidator()
    {
        await Tasks.Load([new TaskSource { SourceType = "demo_eval" }]);

        var stored = await Tasks.Get("eval_06_uninstall_instagram");

        Assert.Equal("app_installed", stored.Definition.ValidationQuery);
        Assert.Equal("com.instagram.android", Package(stored.Definition));
        Assert.Equal("demo_eval", stored.Definition.SourceType);
        Assert.Equal(9, (await Tasks.List(new TaskQuery())).Items.Length);
    }

    [Fact]
    public async Task Load_UnknownId_IsWarnedOfAndSkipped()
    {
        var loaded = await Tasks.Load(
            [new TaskSource { SourceType = "ids", TaskIds = ["train_03_airplane_mode", "nothing", "train_02_enable_wifi"] }]);

        Assert.Equal(["train_03_airplane_mode", "train_02_enable_wifi"], Ids(loaded));
        Assert.Equal<string>(["Task ID 'nothing' not found, skipping"], loaded.Warnings);
        Assert.Equal(["demo_training", "ids"], loaded.Tasks.Select(task => task.Definition.SourceType));
    }

    [Fact]
    public async Task Load_OnlyUnknownIds_GivesNoTasksAndTheWarnings()
    {
        var loaded = await Tasks.Load([new TaskSource { SourceType = "ids", TaskIds = ["a", "b"] }]);

        Assert.Empty(loaded.Tasks);
        Assert.Equal(2, loaded.Warnings.Length);
    }

    [Fact]
    public async Task Load_SeveralSources_AreJoinedInOrderWithWhatComesTwice()
    {
        var loaded = await Tasks.Load(
        [
            new TaskSource { SourceType = "demo_eval", Limit = 1, Seed = null },
            new TaskSource { SourceType = "demo_all", Difficulty = "easy" },
            new TaskSource { SourceType = "ids", TaskIds = ["train_01_open_settings"] },
        ]);

        Assert.Equal(["eval_01_display_timeout_5min", "train_01_open_settings", "train_01_open_settings"], Ids(loaded));
    }

    [Fact]
    public async Task Load_FileWithItsLines_NumbersThoseThatAreNotBlank()
    {
        var loaded = await Tasks.Load(
            [new TaskSource { SourceType = "file", FilePath = "tasks.txt", CustomTasks = [" Open the camera. ", "", "Go home."] }]);

        Assert.Equal(["file_task_0", "file_task_1"], Ids(loaded));
        Assert.Equal(("File Task 1", "Open the camera."), (loaded.Tasks[0].Definition.Name, loaded.Tasks[0].Definition.Description));
        Assert.Null(loaded.Tasks[0].Definition.ValidationQuery);
    }

    [Fact]
    public async Task Load_CustomTasksAnew_GivesThoseThatWereAskedFor()
    {
        await Tasks.Load([new TaskSource { SourceType = "custom", CustomTasks = ["First.", "Second."] }]);

        var loaded = await Tasks.Load([new TaskSource { SourceType = "custom", CustomTasks = ["First.", "Another."] }]);

        Assert.Equal(["First.", "Another."], loaded.Tasks.Select(task => task.Definition.Description));
        Assert.Equal<string>(["Task 'custom_task_1' was there with another description, which is replaced"], loaded.Warnings);
        Assert.Equal("Another.", (await Tasks.Get("custom_task_1")).Definition.Description);
    }

    [Fact]
    public async Task Load_TwoCustomSourcesWithOneNumber_IsRefused()
    {
        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => Tasks.Load(
        [
            new TaskSource { SourceType = "custom", CustomTasks = ["First."] },
            new TaskSource { SourceType = "custom", CustomTasks = ["Second."] },
        ]));

        Assert.Contains("'custom_task_0' with different descriptions", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _store.Saves);
    }

    [Fact]
    public async Task Load_DemoTaskThatAPersonChanged_GivesItAsItIsStored()
    {
        await Tasks.Load([new TaskSource { SourceType = "demo_training" }]);
        var task = (await Tasks.Get("train_01_open_settings")).Definition;
        await Tasks.Save([task with { MaxSteps = 3, Tags = ["ours"] }], replaces: true);

        var loaded = await Tasks.Load([new TaskSource { SourceType = "ids", TaskIds = ["train_01_open_settings"] }]);

        Assert.Equal(3, loaded.Tasks[0].Definition.MaxSteps);
    }

    [Fact]
    public async Task Load_Database_GivesStoredTasksByFilterOrId()
    {
        await Tasks.Save([.. Enumerable.Range(0, 2_500).Select(i => new TaskDefinition
        {
            TaskId = $"t{i:0000}", Name = "T", Description = "Do it.", Category = i % 2 == 0 ? "ours" : "theirs", Tags = ["tagged"],
        })]);

        var ours = await Tasks.Load([new TaskSource { SourceType = "database", Category = "ours", Limit = 1_200, Seed = null }]);
        var some = await Tasks.Load([new TaskSource { SourceType = "database", TaskIds = ["t0007", "gone", "t0002"] }]);

        Assert.Equal((1_200, "t0000", "t2398"), (ours.Tasks.Length, ours.Tasks[0].Definition.TaskId, ours.Tasks[^1].Definition.TaskId));
        Assert.Equal(["t0007", "t0002"], Ids(some));
        Assert.Equal<string>(["tagged"], some.Tasks[0].Definition.Tags);
        Assert.Equal<string>([TaskSourceErrors.UnknownId("gone")], some.Warnings);
    }

    private static IEnumerable<string> Ids(TaskSelectionResult loaded) => loaded.Tasks.Select(task => task.Definition.TaskId);

    private static string? Package(TaskDefinition task) =>
        System.Text.Json.JsonDocument.Parse(task.ExpectedResult!.Utf8).RootElement.GetProperty("package").GetString();
}
