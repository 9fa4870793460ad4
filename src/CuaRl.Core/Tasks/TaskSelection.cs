using System.Collections.Immutable;
using CuaRl.Core.Randomness;

namespace CuaRl.Core.Tasks;

/// <summary>Chooses tasks as cua_rl does: the same configuration gives the same tasks in the same order.</summary>
public static class TaskSelection
{
    private static readonly ImmutableArray<string> Categories = ["system", "navigation", "settings", "app", "input"];
    private static readonly ImmutableArray<string> Difficulties = ["easy", "medium", "hard"];

    /// <summary>The tasks of several choices, one after the other.</summary>
    /// <param name="choices">The choices.</param>
    /// <param name="stored">The tasks there are besides those built in.</param>
    /// <exception cref="TaskSourceException">A choice cannot be met.</exception>
    public static ChosenTasks Choose(IEnumerable<TaskChoice> choices, IReadOnlyList<CuaTask> stored)
    {
        ChosenTasks[] chosen = [.. choices.Select(choice => Choose(choice, stored))];
        return new ChosenTasks(
            [.. chosen.SelectMany(one => one.Tasks)], [.. chosen.SelectMany(one => one.Warnings)]);
    }

    /// <summary>
    /// The tasks of a choice: those of its source, then by category, by difficulty, and at last no more than its limit.
    /// </summary>
    /// <param name="choice">The choice.</param>
    /// <param name="stored">The tasks there are besides those built in.</param>
    /// <exception cref="TaskSourceException">The choice cannot be met.</exception>
    public static ChosenTasks Choose(TaskChoice choice, IReadOnlyList<CuaTask> stored)
    {
        var warnings = ImmutableArray.CreateBuilder<string>();
        var tasks = choice.SourceType switch
        {
            "demo_training" => Filter(DemoTasks.Training, choice),
            "demo_eval" => Filter(DemoTasks.Evaluation, choice),
            "demo_all" => Filter(DemoTasks.All, choice),
            "ids" => ByIds(choice.TaskIds, stored, warnings),
            "file" => OfFile(choice),
            "custom" => OfDescriptions(choice.CustomTasks),
            "database" => OfDatabase(choice, stored, warnings),
            "genv_umetrip" when string.IsNullOrEmpty(choice.TasksDir) =>
                throw new TaskSourceException(TaskSourceErrors.NoTasksDir),
            "genv_umetrip" or "task_adapter" =>
                throw new TaskSourceException(TaskSourceErrors.RunsPython(choice.SourceType)),
            _ => throw new TaskSourceException(TaskSourceErrors.UnknownSource(choice.SourceType)),
        };
        return new ChosenTasks([.. Limit([.. tasks], choice.Limit, choice.Seed)], warnings.DrainToImmutable());
    }

    /// <summary>No more than a limit: with a seed a sample in the order drawn, without one the first.</summary>
    /// <param name="tasks">The tasks; unchanged when the limit is not below their number.</param>
    /// <param name="limit">The limit; null for none.</param>
    /// <param name="seed">The seed, of Python's generator.</param>
    /// <exception cref="TaskSourceException">The limit is negative.</exception>
    public static IReadOnlyList<T> Limit<T>(IReadOnlyList<T> tasks, int? limit, long? seed) => limit switch
    {
        < 0 => throw new TaskSourceException($"limit must be 0 or more, not {limit}"),
        null => tasks,
        _ when limit >= tasks.Count => tasks,
        _ when seed is { } number => new PythonRandom(number).Sample(tasks, limit.Value),
        _ => [.. tasks.Take(limit.Value)],
    };

    private static IEnumerable<CuaTask> Filter(IEnumerable<CuaTask> tasks, TaskChoice choice)
    {
        if (choice.Category is { } category && !Categories.Contains(category))
        {
            throw new TaskSourceException(TaskSourceErrors.UnknownCategory(category));
        }

        if (choice.Difficulty is { } difficulty && !Difficulties.Contains(difficulty))
        {
            throw new TaskSourceException(TaskSourceErrors.UnknownDifficulty(difficulty));
        }

        return Matching(tasks, choice);
    }

    private static IEnumerable<CuaTask> Matching(IEnumerable<CuaTask> tasks, TaskChoice choice) => tasks.Where(task =>
        (choice.Category is null || task.Category == choice.Category)
        && (choice.Difficulty is null || task.Difficulty == choice.Difficulty));

    /// <summary>Built-in tasks go before stored ones: those of their ids are copies.</summary>
    private static List<CuaTask> ByIds(
        ImmutableArray<string> ids, IReadOnlyList<CuaTask> stored, ImmutableArray<string>.Builder warnings)
    {
        if (ids.IsDefaultOrEmpty)
        {
            throw new TaskSourceException(TaskSourceErrors.NoTaskIds);
        }

        var known = stored.ToLookup(task => task.Id, StringComparer.Ordinal);
        var tasks = new List<CuaTask>(ids.Length);
        foreach (var id in ids)
        {
            if ((DemoTasks.Find(id) ?? known[id].FirstOrDefault()) is { } task)
            {
                tasks.Add(task);
            }
            else if (DemoTasks.FindQueryWithoutValidator(id) is { } query)
            {
                throw new TaskSourceException(TaskSourceErrors.WithoutValidator(id, query));
            }
            else
            {
                warnings.Add(TaskSourceErrors.UnknownId(id));
            }
        }

        return tasks;
    }

    private static IEnumerable<CuaTask> OfFile(TaskChoice choice)
    {
        if (string.IsNullOrEmpty(choice.FilePath))
        {
            throw new TaskSourceException(TaskSourceErrors.NoFilePath);
        }

        return choice.FileLines is { } lines
            ? lines.Select(line => line.Trim()).Where(line => line.Length > 0)
                .Select((line, i) => CuaTask.OfDescription($"file_task_{i}", $"File Task {i + 1}", line))
            : throw new TaskSourceException(TaskSourceErrors.FileNotFound(choice.FilePath));
    }

    private static IEnumerable<CuaTask> OfDescriptions(ImmutableArray<string> descriptions) =>
        descriptions.IsDefaultOrEmpty
            ? throw new TaskSourceException(TaskSourceErrors.NoCustomTasks)
            : descriptions.Select((text, i) => CuaTask.OfDescription($"custom_task_{i}", $"Custom Task {i + 1}", text));

    private static IEnumerable<CuaTask> OfDatabase(
        TaskChoice choice, IReadOnlyList<CuaTask> stored, ImmutableArray<string>.Builder warnings)
    {
        if (choice.TaskIds.IsDefaultOrEmpty)
        {
            return Matching(stored, choice);
        }

        var known = stored.ToLookup(task => task.Id, StringComparer.Ordinal);
        warnings.AddRange(choice.TaskIds.Where(id => !known.Contains(id)).Select(TaskSourceErrors.UnknownId));
        return Matching(choice.TaskIds.SelectMany(id => known[id]), choice);
    }
}
