using CuaRl.Core.Tasks;
using CuaRl.Silo.Tasks;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Tasks;

public sealed class TaskSourceConfigTests
{
    [Theory]
    [InlineData("demo_training")]
    [InlineData(""" {"source_type": "demo_training"} """)]
    [InlineData("""[{"source_type": "demo_training", "category": null, "task_ids": null, "tasks_dir": null}]""")]
    public void Parse_OneSource_HasTheOriginalsDefaults(string text)
    {
        var source = Assert.Single(TaskSourceConfig.Parse(text));

        Assert.Equal(("demo_training", 42L, null, null), (source.SourceType, source.Seed, source.Limit, source.Category));
        Assert.Empty(source.TaskIds);
    }

    [Fact]
    public void Parse_AllMembers_AreTaken()
    {
        var sources = TaskSourceConfig.Parse(
            """
            [{"source_type": "ids", "task_ids": ["a", "b"], "limit": 1, "seed": null},
             {"source_type": "database", "category": "app", "difficulty": "easy", "seed": 7},
             {"source_type": "custom", "custom_tasks": ["Do it."]}]
            """);

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
        Assert.StartsWith(problem, Assert.Throws<TaskSourceException>(() => TaskSourceConfig.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Parse_File_IsReadWithItsBlankLines()
    {
        var path = Path.Combine(TestFolders.Create("tasks"), "tasks.txt");
        File.WriteAllText(path, "Open the camera.\r\n\nGo home.\n");

        var source = Assert.Single(TaskSourceConfig.Parse($$"""{"source_type": "file", "file_path": "{{path}}"}"""));

        Assert.Equal(("file", path), (source.SourceType, source.FilePath));
        Assert.Equal<string>(["Open the camera.\r", "", "Go home.", ""], source.CustomTasks);
    }

    [Fact]
    public void Parse_FileThatIsNotThere_IsNamedInTheOriginalsWords() =>
        Assert.Equal(
            "Task file not found: /nowhere/tasks.txt",
            Assert.Throws<TaskSourceException>(
                () => TaskSourceConfig.Parse("""{"source_type": "file", "file_path": "/nowhere/tasks.txt"}""")).Message);
}
