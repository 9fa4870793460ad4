using CuaRl.Core.Tasks;
using CuaRl.Silo.Tasks;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Tasks;

public sealed class TaskSourceConfigTests
{
    [Fact]
    public void Parse_File_IsReadWithItsBlankLines()
    {
        var path = Path.Combine(TestFolders.Create("tasks"), "tasks.txt");
        File.WriteAllText(path, "Open the camera.\r\n\nGo home.\n");

        var source = Assert.Single(TaskSourceConfig.Parse($$"""{"source_type": "file", "file_path": "{{path}}"}""")).ToSource();

        Assert.Equal(("file", path), (source.SourceType, source.FilePath));
        Assert.Equal<string>(["Open the camera.\r", "", "Go home.", ""], source.CustomTasks);
    }

    [Fact]
    public void Parse_FileThatIsNotThere_IsNamedInTheOriginalsWords() =>
        Assert.Equal(
            "Task file not found: /nowhere/tasks.txt",
            Assert.Throws<TaskSourceException>(
                () => TaskSourceConfig.Parse("""{"source_type": "file", "file_path": "/nowhere/tasks.txt"}""")).Message);

    [Fact]
    public void ToSource_OfAChoice_HasAllOfIt()
    {
        var choice = new TaskChoice
        {
            SourceType = "database", TaskIds = ["a"], Category = "app", Difficulty = "easy", CustomTasks = ["Do it."], Limit = 3, Seed = 7,
        };

        var source = choice.ToSource();

        Assert.Equal(("database", "app", "easy", 3, 7L), (source.SourceType, source.Category, source.Difficulty, source.Limit, source.Seed));
        Assert.Equal<string>(["a"], source.TaskIds);
        Assert.Equal<string>(["Do it."], source.CustomTasks);
    }
}
