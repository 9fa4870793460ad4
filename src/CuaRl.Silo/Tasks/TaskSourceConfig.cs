using System.Collections.Immutable;
using CuaRl.Core.Tasks;

namespace CuaRl.Silo.Tasks;

/// <summary>
/// Reads where tasks come from, as the original's configuration says it. Files are read here, in the process that was given the
/// configuration.
/// </summary>
internal static class TaskSourceConfig
{
    /// <exception cref="TaskSourceException">It is none; the message names the member.</exception>
    public static ImmutableArray<TaskChoice> Parse(string text) => TaskChoiceJson.Parse(text, ReadLines);

    /// <summary>A choice as the grains take it.</summary>
    public static TaskSource ToSource(this TaskChoice choice) => new()
    {
        SourceType = choice.SourceType,
        TaskIds = choice.TaskIds,
        Category = choice.Category,
        Difficulty = choice.Difficulty,
        FilePath = choice.FilePath,
        CustomTasks = choice.FileLines ?? choice.CustomTasks,
        Limit = choice.Limit,
        Seed = choice.Seed,
    };

    /// <summary>The lines of a file with descriptions of tasks.</summary>
    /// <exception cref="TaskSourceException">There is no such file, or it cannot be read.</exception>
    public static ImmutableArray<string> ReadLines(string path)
    {
        try
        {
            return [.. File.ReadAllText(path).Split('\n')];
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TaskSourceException(TaskSourceErrors.FileNotFound(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new TaskSourceException($"Task file cannot be read: {error.Message}");
        }
    }
}
