using CuaRl.Core.Tasks;

namespace CuaRl.Core.Tests.Tasks;

/// <summary>The choices by seed were made with Python 3.11 from the original's lists.</summary>
public sealed class TaskSelectionTests
{
    private static readonly CuaTask[] Stored =
    [
        CuaTask.OfDescription("own_1", "One", "first") with { Category = "shop" },
        CuaTask.OfDescription("own_2", "Two", "second") with { Difficulty = "hard" },
        CuaTask.OfDescription("train_07_go_home", "Home", "third"),
    ];

    [Theory]
    [InlineData("demo_training", null, null, 5, 42L, "t36,t04,t01,t11,t10")]
    [InlineData("demo_training", null, null, 5, 0L, "t19,t21,t02,t11,t26")]
    [InlineData("demo_training", "settings", null, 10, 42L, "t35,t03,t02,t06,t05,t13,t36,t10,t48,t14")]
    [InlineData("demo_training", "system", "medium", 3, 1L, "t21,t26,t09")]
    [InlineData("demo_eval", null, null, 4, 7L, "e10,e05,e06,e16")]
    [InlineData("demo_all", null, null, 22, 3L,
        "t23,t32,t30,t05,t14,t35,e16,t36,e12,t03,e06,t01,e05,t11,e11,t10,t09,e09,t26,e01,t19,t21")]
    [InlineData("demo_all", null, null, 8, -5L, "t26,e01,t14,e05,t48,e06,e12,t36")]
    [InlineData("demo_all", null, "hard", 1, 1L << 40, "t22")]
    [InlineData("demo_all", null, "hard", null, 42L, "t22,e10")]
    [InlineData("demo_all", "navigation", null, null, 42L, "")]
    [InlineData("demo_training", null, null, 3, null, "t01,t02,t03")]
    [InlineData("demo_training", null, null, 0, 42L, "")]
    [InlineData("demo_eval", null, null, 9, 42L, "e01,e02,e05,e06,e09,e10,e11,e12,e16")]
    [InlineData("demo_eval", null, null, 100, 42L, "e01,e02,e05,e06,e09,e10,e11,e12,e16")]
    public void Choose_OfTheDemoSets_IsThatOfTheOriginal(
        string source, string? category, string? difficulty, int? limit, long? seed, string expected)
    {
        var choice = new TaskChoice
        {
            SourceType = source, Category = category, Difficulty = difficulty, Limit = limit, Seed = seed,
        };

        Assert.Equal(expected, Short(Choose(choice)));
    }

    [Fact]
    public void Choose_ByIds_KeepsTheirOrderAndPassesOverUnknownOnes()
    {
        var chosen = Choose(new TaskChoice
        {
            SourceType = "ids",
            TaskIds = ["eval_02_dnd_mode_enable", "nothing", "own_2", "train_02_enable_wifi", "eval_02_dnd_mode_enable"],
            Category = "app",
        });

        Assert.Equal(
            ["eval_02_dnd_mode_enable", "own_2", "train_02_enable_wifi", "eval_02_dnd_mode_enable"],
            chosen.Tasks.Select(task => task.Id));
        Assert.Equal(["Task ID 'nothing' not found, skipping"], chosen.Warnings.ToArray());
    }

    [Fact]
    public void Choose_ByAnIdThatNothingCanValidate_IsRefusedByNameUnlessItIsStored()
    {
        Assert.Equal("third", Choose(new TaskChoice { SourceType = "ids", TaskIds = ["train_07_go_home"] }).Tasks[0].Description);
        Assert.Equal(
            "Task ID 'train_20_open_recents' is of cua_rl's first set of tasks; no validator is implemented for its query "
            + "'is_recents_screen'",
            Refused(new TaskChoice { SourceType = "ids", TaskIds = ["train_20_open_recents"] }));
    }

    [Fact]
    public void Choose_OfAFile_TakesItsLinesThatAreNotBlank()
    {
        var chosen = Choose(new TaskChoice
        {
            SourceType = "file", FilePath = "tasks.txt", FileLines = ["  Open the clock ", "", "\t", "Set an alarm"], Category = "x",
        });

        Assert.Equal(
            [
                CuaTask.OfDescription("file_task_0", "File Task 1", "Open the clock"),
                CuaTask.OfDescription("file_task_1", "File Task 2", "Set an alarm"),
            ],
            chosen.Tasks.ToArray());
        Assert.Equal(("system", "medium", 10), (chosen.Tasks[0].Category, chosen.Tasks[0].Difficulty, chosen.Tasks[0].MaxSteps));
        Assert.Null(chosen.Tasks[0].ValidationQuery);
    }

    [Fact]
    public void Choose_OfDescriptions_NumbersThem() => Assert.Equal(
        [CuaTask.OfDescription("custom_task_0", "Custom Task 1", "a"), CuaTask.OfDescription("custom_task_1", "Custom Task 2", "b")],
        Choose(new TaskChoice { SourceType = "custom", CustomTasks = ["a", "b"] }).Tasks.ToArray());

    [Fact]
    public void Choose_OfTheDatabase_FiltersStoredTasksByTheirOwnCategories()
    {
        Assert.Equal(3, Choose(new TaskChoice { SourceType = "database" }).Tasks.Length);
        Assert.Equal("own_1", Choose(new TaskChoice { SourceType = "database", Category = "shop" }).Tasks.Single().Id);
        var chosen = Choose(new TaskChoice { SourceType = "database", TaskIds = ["own_2", "gone", "own_1"] });
        Assert.Equal(["own_2", "own_1"], chosen.Tasks.Select(task => task.Id));
        Assert.Equal(["Task ID 'gone' not found, skipping"], chosen.Warnings.ToArray());
    }

    [Fact]
    public void Choose_OfSeveralSources_JoinsThemAsTheyAre()
    {
        var one = new TaskChoice { SourceType = "ids", TaskIds = ["train_01_open_settings", "gone"] };

        var chosen = TaskSelection.Choose([one, TaskChoice.DefaultEval(5), one], Stored);

        Assert.Equal("t01,e01,e02,e05,e06,e09,e10,e11,e12,e16,t01", Short(chosen));
        Assert.Equal(2, chosen.Warnings.Length);
    }

    [Theory]
    [InlineData("ids", "task_ids must be provided for source_type='ids'")]
    [InlineData("file", "file_path must be provided for source_type='file'")]
    [InlineData("custom", "custom_tasks must be provided for source_type='custom'")]
    [InlineData("genv_umetrip", "tasks_dir must be provided for source_type='genv_umetrip'")]
    [InlineData("task_adapter",
        "source_type='task_adapter' takes tasks from Python modules, which are not run here; save them and use 'database'")]
    [InlineData("demo",
        "Unknown source_type: demo. Supported: 'demo_training', 'demo_eval', 'demo_all', 'ids', 'file', 'custom', "
        + "'task_adapter', 'genv_umetrip'")]
    public void Choose_WithoutWhatASourceNeeds_SaysSoInTheOriginalsWords(string source, string message) =>
        Assert.Equal(message, Refused(new TaskChoice { SourceType = source }));

    [Fact]
    public void Choose_OfAnUnknownKind_NamesIt()
    {
        var all = new TaskChoice { SourceType = "demo_all" };

        Assert.Equal("'shop' is not a valid TaskCategory", Refused(all with { Category = "shop" }));
        Assert.Equal("'Hard' is not a valid TaskDifficulty", Refused(all with { Difficulty = "Hard" }));
        Assert.Equal("limit must be 0 or more, not -1", Refused(all with { Limit = -1 }));
        Assert.Equal("Task file not found: a/b.txt", Refused(all with { SourceType = "file", FilePath = "a/b.txt" }));
    }

    private static ChosenTasks Choose(TaskChoice choice) => TaskSelection.Choose(choice, Stored);

    private static string Refused(TaskChoice choice) =>
        Assert.Throws<TaskSourceException>(() => TaskSelection.Choose(choice, Stored)).Message;

    private static string Short(ChosenTasks chosen) =>
        string.Join(',', chosen.Tasks.Select(task => task.Id[0] + task.Id.Split('_')[1]));
}
