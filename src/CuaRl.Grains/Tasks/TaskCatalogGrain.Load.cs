using System.Collections.Immutable;
using CuaRl.Core.Simulations;
using CuaRl.Core.Tasks;
using CuaRl.Grains.Checks;

namespace CuaRl.Grains.Tasks;

/// <summary>Choosing tasks from sources.</summary>
internal sealed partial class TaskCatalogGrain
{
    private const string Sources = "sources";

    /// <summary>How many tasks are looked up at a time.</summary>
    private const int Lookups = 16;

    async Task<TaskSelectionResult> ITaskCatalogGrain.Load(ImmutableArray<TaskSource> sources)
    {
        TaskChecks.Check(sources);
        List<TaskDefinition> chosen = [];
        List<string> warnings = [];
        foreach (var source in sources)
        {
            var stored = await StoredAsync(source);
            var choice = Choose(source, stored);
            var known = stored.ToDictionary(task => task.TaskId, StringComparer.Ordinal);
            chosen.AddRange(choice.Tasks.Select(task => known.GetValueOrDefault(task.Id) ?? task.ToDefinition(source.SourceType)));
            warnings.AddRange(choice.Warnings);
            Rule.Keep(Sources, TaskRules.Count(chosen.Count));
        }

        var saved = await SaveChosenAsync(chosen, warnings);
        warnings.AddRange(saved.Values.Select(task => task.Definition).Where(IsUnvalidatable).Select(task =>
            $"No validator is implemented for query '{task.ValidationQuery}' of task '{task.TaskId}', its rollouts stay unvalidated"));
        return new TaskSelectionResult
        {
            Tasks = [.. chosen.Select(task => saved[task.TaskId])],
            Warnings = [.. warnings],
        };
    }

    private static ChosenTasks Choose(TaskSource source, IEnumerable<TaskDefinition> stored)
    {
        try
        {
            return TaskSelection.Choose(source.ToChoice(), [.. stored.Select(task => task.ToTask())]);
        }
        catch (TaskSourceException error)
        {
            throw new InvalidRequestException(Sources, error.Message);
        }
    }

    private bool IsUnvalidatable(TaskDefinition task) =>
        task is { ValidationQuery: { } query, ValidatorUrl: null } && !validators.Names.Contains(query, StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Stores what was chosen. A number of a <c>custom</c> or <c>file</c> source means the description of the latest such source, so
    /// the tasks that come back are those that were asked for.
    /// </summary>
    private async Task<Dictionary<string, TaskInfo>> SaveChosenAsync(List<TaskDefinition> chosen, List<string> warnings)
    {
        Dictionary<string, TaskDefinition> tasks = new(StringComparer.Ordinal);
        foreach (var task in chosen.Where(task => !tasks.TryAdd(task.TaskId, task)))
        {
            Rule.Keep(
                Sources,
                tasks[task.TaskId].Description == task.Description
                    ? null
                    : $"two of them give task '{task.TaskId}' with different descriptions; put both into one source");
        }

        Dictionary<string, TaskInfo> saved = new(StringComparer.Ordinal);
        if (tasks.Count == 0)
        {
            return saved;
        }

        await SaveAsync(replaces: false, [.. tasks.Values]);
        TaskDefinition[] changed =
            [.. tasks.Values.Where(task => task.IsOfDescription() && saved[task.TaskId].Definition.Description != task.Description)];
        if (changed.Length > 0)
        {
            warnings.AddRange(changed.Select(task => $"Task '{task.TaskId}' was there with another description, which is replaced"));
            await SaveAsync(replaces: true, changed);
        }

        return saved;

        async Task SaveAsync(bool replaces, TaskDefinition[] some)
        {
            foreach (var task in await this.SaveAsync(some, replaces))
            {
                saved[task.Definition.TaskId] = task;
            }
        }
    }

    /// <summary>What the catalogue holds of the tasks that a source may choose, by id or in the order of the ids asked for.</summary>
    private Task<List<TaskDefinition>> StoredAsync(TaskSource source) => source.SourceType switch
    {
        "database" when source.TaskIds.IsEmpty => AllAsync(source),
        "database" or "ids" => ByIdAsync(source.TaskIds),
        _ => Task.FromResult<List<TaskDefinition>>([]),
    };

    private async Task<List<TaskDefinition>> AllAsync(TaskSource source)
    {
        List<TaskDefinition> tasks = [];
        for (var query = new TaskQuery
        {
            Category = source.Category, Difficulty = source.Difficulty, Limit = SimulationRules.MaxPage,
        };;)
        {
            var page = await store.ListAsync(query, CancellationToken.None);
            tasks.AddRange(page.Items.Select(task => task.Definition));
            if (page.Next is not { } next)
            {
                return tasks;
            }

            query = query with { After = next };
        }
    }

    private async Task<List<TaskDefinition>> ByIdAsync(IEnumerable<string> ids)
    {
        List<TaskDefinition> tasks = [];
        foreach (var some in ids.Distinct(StringComparer.Ordinal).Chunk(Lookups))
        {
            var found = await Task.WhenAll(some.Select(id => store.FindAsync(id, CancellationToken.None)));
            tasks.AddRange(found.OfType<TaskInfo>().Select(task => task.Definition));
        }

        return tasks;
    }
}
