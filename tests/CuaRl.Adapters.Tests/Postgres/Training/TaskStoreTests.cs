using CuaRl.Adapters.Postgres.Training;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Training;

public sealed class TaskStoreTests : IClassFixture<PostgresDatabase>
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static readonly TaskDefinition Full = new()
    {
        TaskId = "full",
        Name = "Name",
        Description = "Do it",
        Difficulty = "hard",
        Category = "app",
        MaxSteps = 16,
        ValidationType = "api",
        ValidationQuery = "wifi_enabled",
        ExpectedResult = JsonText.Parse("""{"a": "\u0000", "b": 1.0}"""),
        Tags = ["t", "ü"],
        Prerequisites = ["p"],
        AppName = "Chrome",
        SourceType = "demo_training",
        ValidatorUrl = "http://localhost/validate",
    };

    private readonly PostgresDatabase _database;
    private readonly TaskStore _tasks;

    public TaskStoreTests(PostgresDatabase database)
    {
        _database = database;
        _tasks = new TaskStore(database.Source, new StoredTrainings(database).Gate, "tasks", TimeProvider.System);
    }

    [PostgresFact]
    public async Task Save_NewTasks_AreThereInTheOrderGivenWithAValidatorWhereTheyHaveOne()
    {
        var plain = new TaskDefinition { TaskId = "a plain", Name = "n", Description = "d" };

        var saved = await _tasks.SaveAsync([Full, plain], replaces: false, Now, default);

        Assert.Equal(["full", "a plain"], saved.Select(task => task.Definition.TaskId));
        var found = Assert.IsType<TaskInfo>(await _tasks.FindAsync("full", default));
        Assert.Equal((saved[0].Number, Now, Now), (found.Number, found.CreatedAt, found.UpdatedAt));
        Assert.Equal(Full.Tags.ToArray(), found.Definition.Tags.ToArray());
        Assert.Equal(Full.Prerequisites.ToArray(), found.Definition.Prerequisites.ToArray());
        Assert.Equal(Full, found.Definition with { Tags = Full.Tags, Prerequisites = Full.Prerequisites });
        Assert.Null(await _tasks.FindAsync("other", default));
        Assert.Equal(
            """api|wifi_enabled|http|{"url" : "http://localhost/validate"}""",
            await _database.ScalarAsync<string>(
                $"""
                SELECT string_agg(concat_ws('|', validator_type, validation_query, validation_method, config_json), '; ')
                FROM validator WHERE task_id IN ({saved[0].Number}, {saved[1].Number})
                """));
    }

    [PostgresFact]
    public async Task Save_TaskThatIsThere_StaysOrTakesTheValuesGiven()
    {
        var task = new TaskDefinition { TaskId = "again", Name = "n", Description = "d", ValidationQuery = "q" };
        var first = Assert.Single(await _tasks.SaveAsync([task], false, Now, default));
        var changed = task with { Name = "other", ValidationQuery = null };

        Assert.Equal("n", Assert.Single(await _tasks.SaveAsync([changed], false, Now.AddDays(1), default)).Definition.Name);
        Assert.Equal(Now, Assert.Single(await _tasks.SaveAsync([task], true, Now.AddDays(1), default)).UpdatedAt);
        var replaced = await _tasks.SaveAsync([task, changed], true, Now.AddDays(2), default);

        Assert.All(replaced, one => Assert.Equal("other", one.Definition.Name));
        Assert.Equal((first.Number, Now, Now.AddDays(2)), (replaced[0].Number, replaced[0].CreatedAt, replaced[0].UpdatedAt));
        Assert.Equal(0, await _database.ScalarAsync<long>($"SELECT count(*) FROM validator WHERE task_id = {first.Number}"));
    }

    [PostgresFact]
    public async Task List_PagesAndFilters_AreByIdInOrdinalOrder()
    {
        var store = new TaskStore(_database.Source, new StoredTrainings(_database).Gate, "listing", TimeProvider.System);
        await store.SaveAsync(
            [Named("b", "app"), Named("a", "input"), Named("C", "app"), Named("é", "app")],
            false, Now, default);

        var page = await store.ListAsync(new TaskQuery { Limit = 3 }, default);
        var rest = await store.ListAsync(new TaskQuery { After = page.Next }, default);
        var some = await store.ListAsync(
            new TaskQuery { Category = "input", Difficulty = "hard", SourceType = "demo_training" }, default);

        Assert.Equal(["C", "a", "b", "é"], page.Items.Concat(rest.Items).Select(task => task.Definition.TaskId));
        Assert.Equal(("b", null), (page.Next, rest.Next));
        Assert.Equal("a", Assert.Single(some.Items).Definition.TaskId);
        Assert.Empty((await store.ListAsync(new TaskQuery { Difficulty = "easy" }, default)).Items);
    }

    private static TaskDefinition Named(string id, string category) => Full with { TaskId = id, Category = category };
}
