using System.Collections.Frozen;
using CuaRl.Core.Tasks;

namespace CuaRl.Grains.Tasks;

/// <summary>Tasks and sources, from callers' types into Core's and back.</summary>
internal static class TaskMapping
{
    /// <summary>The set that a built-in task is of, however it was chosen.</summary>
    private static readonly FrozenDictionary<string, string> Demo =
        DemoTasks.Training.Select(task => (task.Id, Set: "demo_training"))
            .Concat(DemoTasks.Evaluation.Select(task => (task.Id, Set: "demo_eval")))
            .ToFrozenDictionary(task => task.Id, task => task.Set, StringComparer.Ordinal);

    public static TaskChoice ToChoice(this TaskSource source) => new()
    {
        SourceType = source.SourceType,
        TaskIds = source.TaskIds,
        Category = source.Category,
        Difficulty = source.Difficulty,
        FilePath = source.FilePath,
        FileLines = source.CustomTasks.IsEmpty ? null : source.CustomTasks,
        CustomTasks = source.CustomTasks,
        Limit = source.Limit,
        Seed = source.Seed,
    };

    public static CuaTask ToTask(this TaskDefinition task) => new(
        task.TaskId, task.Name, task.Category, task.Difficulty, task.MaxSteps, task.ValidationType, task.ValidationQuery,
        task.ExpectedResult?.ToString(), task.Description);

    public static TaskDefinition ToDefinition(this CuaTask task, string sourceType) => new()
    {
        TaskId = task.Id,
        Name = task.Name,
        Description = task.Description,
        Difficulty = task.Difficulty,
        Category = task.Category,
        MaxSteps = task.MaxSteps,
        ValidationType = task.ValidationType,
        ValidationQuery = task.ValidationQuery,
        ExpectedResult = task.ExpectedResult is { } expected ? JsonText.Parse(expected) : null,
        SourceType = Demo.GetValueOrDefault(task.Id) ?? sourceType,
    };

    /// <summary>Whether the task is a description with a number and no more.</summary>
    public static bool IsOfDescription(this TaskDefinition task) => task.SourceType is "custom" or "file";
}
