using System.Collections.Immutable;
using CuaRl.Core.Simulations;
using CuaRl.Core.Tasks;
using CuaRl.Grains.Checks;

namespace CuaRl.Grains.Tasks;

/// <summary>Lays Core's rules over what callers say of tasks, field by field, under the names that HTTP clients know.</summary>
internal static class TaskChecks
{
    public static void Check(ImmutableArray<TaskDefinition> tasks)
    {
        Rule.Keep("tasks", tasks.IsDefaultOrEmpty ? TaskSourceErrors.NoTasks : TaskRules.Count(tasks.Length));
        for (var i = 0; i < tasks.Length; i++)
        {
            Check($"tasks[{i}].", tasks[i]);
        }

        var twice = tasks.CountBy(task => task.TaskId, StringComparer.Ordinal).FirstOrDefault(id => id.Value > 1).Key;
        Rule.Keep("tasks", twice is null ? null : $"must not name task '{twice}' twice");
    }

    public static void Check(TaskQuery query)
    {
        Rule.Keep("category", SimulationRules.Storable(query.Category));
        Rule.Keep("difficulty", SimulationRules.Storable(query.Difficulty));
        Rule.Keep("source_type", SimulationRules.Storable(query.SourceType));
        Rule.Keep("after", SimulationRules.Storable(query.After));
        Rule.Keep("limit", SimulationRules.Limit(query.Limit));
    }

    public static void Check(ImmutableArray<TaskSource> sources)
    {
        Rule.Keep("sources", sources.IsDefaultOrEmpty ? TaskSourceErrors.NoTasks : TaskRules.Count(sources.Length));
        for (var i = 0; i < sources.Length; i++)
        {
            Check($"sources[{i}].", sources[i]);
        }
    }

    private static void Check(string place, TaskDefinition task)
    {
        Rule.Keep(place + "task_id", TaskRules.Name(task.TaskId));
        Rule.Keep(place + "name", TaskRules.Name(task.Name));
        Rule.Keep(place + "description", TaskRules.Description(task.Description));
        Rule.Keep(place + "difficulty", TaskRules.Difficulty(task.Difficulty));
        Rule.Keep(place + "category", TaskRules.Name(task.Category));
        Rule.Keep(place + "max_steps", TaskRules.Steps(task.MaxSteps));
        Rule.Keep(place + "validation_type", TaskRules.ValidationType(task.ValidationType));
        Rule.Keep(place + "validation_query", TaskRules.OptionalName(task.ValidationQuery));
        Rule.Keep(
            place + "expected_result",
            task.ExpectedResult is { } expected ? SimulationRules.JsonValue(expected.Utf8.Span) : null);
        Rule.Keep(place + "tags", task.Tags.IsDefault ? "must be a list" : TaskRules.Tags(task.Tags));
        Rule.Keep(
            place + "prerequisites", task.Prerequisites.IsDefault ? "must be a list" : TaskRules.Prerequisites(task.Prerequisites));
        Rule.Keep(place + "app_name", TaskRules.OptionalName(task.AppName));
        Rule.Keep(place + "source_type", TaskRules.OptionalName(task.SourceType));
        Rule.Keep(place + "validator_url", TaskRules.Url(task.ValidatorUrl));
    }

    private static void Check(string place, TaskSource source)
    {
        Rule.Keep(place + "source_type", TaskRules.Name(source.SourceType));
        Rule.Keep(place + "limit", TaskRules.Limit(source.Limit));
        CheckList(place + "task_ids", source.TaskIds, TaskRules.Name);
        CheckList(place + "custom_tasks", source.CustomTasks, source.SourceType == "file" ? Line : TaskRules.Description);
        Rule.Keep(place + "category", TaskRules.OptionalName(source.Category));
        Rule.Keep(place + "difficulty", TaskRules.OptionalName(source.Difficulty));
        Rule.Keep(place + "file_path", SimulationRules.Storable(source.FilePath));
    }

    private static void CheckList(string field, ImmutableArray<string> values, Func<string?, string?> rule)
    {
        Rule.Keep(field, values.IsDefault ? "must be a list" : TaskRules.Count(values.Length));
        for (var i = 0; i < values.Length; i++)
        {
            Rule.Keep($"{field}[{i}]", rule(values[i]));
        }
    }

    /// <summary>A file may hold blank lines.</summary>
    private static string? Line(string? value) => string.IsNullOrWhiteSpace(value) ? null : TaskRules.Description(value);
}
