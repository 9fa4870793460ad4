using System.Text;
using System.Text.Json;
using CuaRl.Core.Tasks;
using CuaRl.Core.Validation;
using CuaRl.TestKit.Oracles;

namespace CuaRl.Core.Tests.Tasks;

public sealed class DemoTasksTests
{
    private const string Oracle = "cua_tasks/cua_rl_tasks.json";

    [Fact]
    public void All_OfThePresentSet_AreThirtyTwoOfTheOriginalsKinds()
    {
        Assert.Equal((23, 9, 32), (DemoTasks.Training.Length, DemoTasks.Evaluation.Length, DemoTasks.All.Length));
        Assert.Equal([("app", 1), ("input", 2), ("settings", 16), ("system", 13)], Counts(task => task.Category));
        Assert.Equal([("easy", 1), ("hard", 2), ("medium", 29)], Counts(task => task.Difficulty));
        Assert.Equal([("api", 5), ("state", 27)], Counts(task => task.ValidationType));
        Assert.Equal(32, DemoTasks.All.Select(task => task.Id).Distinct().Count());
        Assert.All(DemoTasks.All, task => Assert.False(string.IsNullOrWhiteSpace(task.Description)));
    }

    [Fact]
    public void All_ButOne_HaveAValidatorThatTakesWhatTheyExpect()
    {
        var unsupported = DemoTasks.All.Where(task => ValidationQueries.BuiltIn.Problem(task.ValidationQuery!) is not null).ToArray();
        Assert.Equal("train_04_check_brightness", Assert.Single(unsupported).Id);

        var earlier = DemoTasks.EarlierIds.Select(DemoTasks.Find).OfType<CuaTask>();
        Assert.All(DemoTasks.All.Concat(earlier).Except(unsupported), task => Assert.NotNull(
            ValidationQueries.BuiltIn.Prepare(task.ValidationQuery!, Encoding.UTF8.GetBytes(task.ExpectedResult!))));
    }

    [Fact]
    public void EarlierIds_OfTheFirstSet_AreFoundOrNamedWithTheirQuery()
    {
        Assert.Equal(97, DemoTasks.EarlierIds.Distinct().Count());
        Assert.Empty(DemoTasks.EarlierIds.Intersect(DemoTasks.All.Select(task => task.Id)));
        Assert.All(DemoTasks.EarlierIds, id => Assert.NotEqual(
            DemoTasks.Find(id) is null, DemoTasks.FindQueryWithoutValidator(id) is null));
        Assert.All(
            DemoTasks.EarlierIds.Select(DemoTasks.FindQueryWithoutValidator).OfType<string>(),
            query => Assert.NotNull(ValidationQueries.BuiltIn.Problem(query)));
        Assert.Equal("wifi_enabled", DemoTasks.Find("train_02_enable_wifi")?.ValidationQuery);
        Assert.Equal("is_home_screen", DemoTasks.FindQueryWithoutValidator("train_07_go_home"));
        Assert.Null(DemoTasks.FindQueryWithoutValidator("train_99_unheard_of"));
    }

    [OracleFact(Oracle)]
    public void All_OfThePresentSet_AreThoseOfTheOracle()
    {
        using var oracle = JsonDocument.Parse(File.ReadAllBytes(OracleFolder.PathOf(Oracle)));
        var sets = oracle.RootElement.GetProperty("demo_tasks");

        Assert.Equal(Read(sets.GetProperty("DEMO_TRAINING_TASKS")), DemoTasks.Training.Select(Facts));
        Assert.Equal(Read(sets.GetProperty("DEMO_EVAL_TASKS")), DemoTasks.Evaluation.Select(Facts));
        Assert.All(
            sets.EnumerateObject().SelectMany(set => set.Value.EnumerateArray()),
            task => Assert.DoesNotContain(DemoTasks.All, own => own.Description == task.GetProperty("description").GetString()));
    }

    private static IEnumerable<(string, int)> Counts(Func<CuaTask, string> kind) =>
        DemoTasks.All.CountBy(kind).Select(count => (count.Key, count.Value)).Order();

    private static string[] Read(JsonElement tasks) =>
    [
        .. tasks.EnumerateArray().Select(task => string.Join('|', [
            task.GetProperty("id").GetString(),
            task.GetProperty("category").GetString(),
            task.GetProperty("difficulty").GetString(),
            task.GetProperty("max_steps").GetRawText(),
            task.GetProperty("validation_type").GetString(),
            task.GetProperty("validation_query").GetString(),
            Compact(task.GetProperty("expected_result")),
        ])),
    ];

    private static string Facts(CuaTask task)
    {
        using var expected = JsonDocument.Parse(task.ExpectedResult!);
        return $"{task.Id}|{task.Category}|{task.Difficulty}|{task.MaxSteps}|{task.ValidationType}|{task.ValidationQuery}|"
            + Compact(expected.RootElement);
    }

    private static string Compact(JsonElement value) => JsonSerializer.Serialize(value);
}
