using CuaRl.Grains.Tasks;
using CuaRl.Grains.Tests.Support;

namespace CuaRl.Grains.Tests.Tasks;

public sealed class TaskCatalogGrainTests
{
    private static readonly TaskDefinition Valid = new()
    {
        TaskId = "mine", Name = "Mine", Description = "Do it.", ValidationQuery = "wifi_enabled", ExpectedResult = JsonText.Parse("true"),
    };

    private readonly MemoryTasks _store = new();
    private readonly SettableTime _time = new();

    private ITaskCatalogGrain Tasks => new TaskCatalogGrain(_store, new ListedValidators(), _time);

    public static TheoryData<TaskDefinition, string> Broken => new()
    {
        { Valid with { TaskId = "" }, "tasks[0].task_id" },
        { Valid with { TaskId = new string('x', 201) }, "tasks[0].task_id" },
        { Valid with { Name = " " }, "tasks[0].name" },
        { Valid with { Description = "a\0b" }, "tasks[0].description" },
        { Valid with { Difficulty = "extreme" }, "tasks[0].difficulty" },
        { Valid with { Category = "" }, "tasks[0].category" },
        { Valid with { MaxSteps = 0 }, "tasks[0].max_steps" },
        { Valid with { MaxSteps = 10_000 }, "tasks[0].max_steps" },
        { Valid with { ValidationType = "guess" }, "tasks[0].validation_type" },
        { Valid with { ValidationQuery = "" }, "tasks[0].validation_query" },
        { Valid with { ExpectedResult = JsonText.Parse("\"on\"") }, "tasks[0].expected_result" },
        { Valid with { ExpectedResult = JsonText.Parse($"\"{new string('x', 70_000)}\"") }, "tasks[0].expected_result" },
        { Valid with { Tags = default }, "tasks[0].tags" },
        { Valid with { Tags = [""] }, "tasks[0].tags" },
        { Valid with { Prerequisites = [.. Enumerable.Repeat("x", 101)] }, "tasks[0].prerequisites" },
        { Valid with { AppName = "" }, "tasks[0].app_name" },
        { Valid with { SourceType = "" }, "tasks[0].source_type" },
        { Valid with { ValidatorUrl = "file:///etc/passwd" }, "tasks[0].validator_url" },
        { Valid with { ValidatorUrl = "http://me:s3cret@host/" }, "tasks[0].validator_url" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Save_FieldThatBreaksARule_IsNamedAndNothingIsStored(TaskDefinition task, string field)
    {
        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => Tasks.Save([task]));

        Assert.Equal(field, error.Field);
        Assert.Equal(0, _store.Saves);
    }

    [Fact]
    public async Task Save_OneTaskTwice_IsRefused() =>
        Assert.Contains(
            "'mine' twice", (await Assert.ThrowsAsync<InvalidRequestException>(() => Tasks.Save([Valid, Valid]))).Message,
            StringComparison.Ordinal);

    [Fact]
    public async Task Save_None_IsRefusedInTheOriginalsWords() =>
        Assert.Equal("tasks list cannot be empty", (await Assert.ThrowsAsync<InvalidRequestException>(() => Tasks.Save([]))).Rule);

    [Fact]
    public async Task Save_OneThatIsThere_StaysUnlessItIsReplaced()
    {
        await Tasks.Save([Valid]);
        _time.Now += TimeSpan.FromHours(1);

        var kept = await Tasks.Save([Valid with { MaxSteps = 3 }]);
        var replaced = await Tasks.Save([Valid with { MaxSteps = 3 }], replaces: true);

        Assert.Equal(10, kept[0].Definition.MaxSteps);
        Assert.Equal((3, kept[0].Number, kept[0].CreatedAt), (replaced[0].Definition.MaxSteps, replaced[0].Number, replaced[0].CreatedAt));
        Assert.Equal(_time.Now, replaced[0].UpdatedAt);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("")]
    [InlineData("a\0b")]
    public async Task Get_Unknown_IsNotFound(string id) =>
        Assert.Equal("task", (await Assert.ThrowsAsync<NotFoundException>(() => Tasks.Get(id))).Kind);

    [Theory]
    [InlineData(0)]
    [InlineData(1_001)]
    public async Task List_LimitOutOfRange_IsRefused(int limit) =>
        Assert.Equal(
            "limit",
            (await Assert.ThrowsAsync<InvalidRequestException>(() => Tasks.List(new TaskQuery { Limit = limit }))).Field);

    [Fact]
    public async Task List_Filtered_GivesPagesById()
    {
        await Tasks.Load([new TaskSource { SourceType = "demo_all" }]);

        var first = await Tasks.List(new TaskQuery { Category = "system", Limit = 10 });
        var second = await Tasks.List(new TaskQuery { Category = "system", Limit = 10, After = first.Next });

        Assert.Equal((10, 3, null), (first.Items.Length, second.Items.Length, second.Next));
    }
}
