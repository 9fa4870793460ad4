using System.Collections.Immutable;
using CuaRl.Core.Tasks;

namespace CuaRl.Core.Tests.Tasks;

public sealed class TaskChoiceJsonTests
{
    [Theory]
    [InlineData("demo_training")]
    [InlineData(""" {"source_type": "demo_training"} """)]
    [InlineData("""[{"source_type": "demo_training", "category": null, "task_ids": null, "tasks_dir": null}]""")]
    public void Parse_OneSource_HasTheOriginalsDefaults(string text)
    {
        var source = Assert.Single(TaskChoiceJson.Parse(text, Unread));

        Assert.Equal(("demo_training", 42L, null, null), (source.SourceType, source.Seed, source.Limit, source.Category));
        Assert.Empty(source.TaskIds);
    }

    [Fact]
    public void Parse_AllMembers_AreTaken()
    {
        var sources = TaskChoiceJson.Parse(
            """
            [{"source_type": "ids", "task_ids": ["a", "b"], "limit": 1, "seed": null},
             {"source_type": "database", "category": "app", "difficulty": "easy", "seed": 7},
             {"source_type": "custom", "custom_tasks": ["Do it."]}]
            """,
            Unread);

        Assert.Equal<string>(["a", "b"], sources[0].TaskIds);
        Assert.Equal((1, null), (sources[0].Limit, sources[0].Seed));
        Assert.Equal(("app", "easy", 7L), (sources[1].Category, sources[1].Difficulty, sources[1].Seed));
        Assert.Equal<string>(["Do it."], sources[2].CustomTasks);
    }

    [Theory]
    [InlineData("""{"source_type": "ids", "ids": ["a"]}""", "'ids' is no member of a task source; there are source_type, task_ids,")]
    [InlineData("""{"task_ids": ["a"]}""", "source_type: must be given")]
    [InlineData("""{"source_type": 1}""", "source_type: must be text")]
    [InlineData("""{"source_type": "ids", "task_ids": "a"}""", "task_ids: must be a list of texts")]
    [InlineData("""{"source_type": "demo_all", "limit": 1.5}""", "limit: must be a whole number")]
    [InlineData("""{"source_type": """, "Invalid tasks format: not JSON")]
    [InlineData("""["demo_all"]""", "Invalid tasks format: a source is an object")]
    public void Parse_Mistake_IsNamed(string text, string problem) =>
        Assert.StartsWith(
            problem, Assert.Throws<TaskSourceException>(() => TaskChoiceJson.Parse(text, Unread)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_File_IsReadOnceAndCarriesItsLinesFromThenOn()
    {
        var read = TaskChoiceJson.Parse("""{"source_type": "file", "file_path": "tasks.txt"}""", path => [path, "", "Go home."]);

        var again = Assert.Single(TaskChoiceJson.Parse(TaskChoiceJson.Write(read), Unread));

        Assert.Equal(("file", "tasks.txt"), (again.SourceType, again.FilePath));
        Assert.Equal<string>(["tasks.txt", "", "Go home."], again.FileLines!.Value);
        Assert.Empty(again.CustomTasks);
    }

    [Theory]
    [InlineData("""[{"source_type":"ids","task_ids":["a","b"],"limit":1,"seed":null}]""")]
    [InlineData("""[{"source_type":"demo_all","category":"app","difficulty":"easy","seed":7},{"source_type":"custom","custom_tasks":["Do \u0022it\u0022."],"seed":42}]""")]
    [InlineData("""[{"source_type":"genv_umetrip","tasks_dir":"tasks","seed":42}]""")]
    [InlineData("[]")]
    public void Write_OfWhatWasRead_IsTheSameAgain(string json) =>
        Assert.Equal(json, TaskChoiceJson.Write(TaskChoiceJson.Parse(json, Unread)));

    private static ImmutableArray<string> Unread(string path) =>
        throw new InvalidOperationException($"{path} must not be read");
}
