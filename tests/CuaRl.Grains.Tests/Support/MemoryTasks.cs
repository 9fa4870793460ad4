using CuaRl.Grains.Ports;

namespace CuaRl.Grains.Tests.Support;

/// <summary>The tasks of a catalogue in memory, as the database keeps them.</summary>
internal sealed class MemoryTasks : ITaskStore
{
    private readonly SortedDictionary<string, TaskInfo> _tasks = new(StringComparer.Ordinal);

    /// <summary>How often tasks were stored.</summary>
    public int Saves { get; private set; }

    public Task<IReadOnlyList<TaskInfo>> SaveAsync(
        IReadOnlyList<TaskDefinition> tasks, bool replaces, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Saves++;
        foreach (var task in tasks)
        {
            var known = _tasks.GetValueOrDefault(task.TaskId);
            if (known is null || replaces)
            {
                _tasks[task.TaskId] = new TaskInfo
                {
                    Number = known?.Number ?? _tasks.Count + 1,
                    Definition = task,
                    CreatedAt = known?.CreatedAt ?? now,
                    UpdatedAt = now,
                };
            }
        }

        return Task.FromResult<IReadOnlyList<TaskInfo>>([.. tasks.Select(task => _tasks[task.TaskId])]);
    }

    public Task<TaskInfo?> FindAsync(string taskId, CancellationToken cancellationToken) =>
        Task.FromResult(_tasks.GetValueOrDefault(taskId));

    public Task<IReadOnlyList<ValidatorInfo>> ListValidatorsAsync(long taskNumber, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ValidatorInfo>>(
        [
            .. from task in _tasks.Values
               where task.Number == taskNumber && task.Definition.ValidationQuery is not null
               select new ValidatorInfo
               {
                   Number = task.Number,
                   ValidatorType = task.Definition.ValidationType,
                   ValidationQuery = task.Definition.ValidationQuery,
                   ValidationMethod = "built_in",
                   CreatedAt = task.UpdatedAt,
               },
        ]);

    public Task<TaskPage> ListAsync(TaskQuery query, CancellationToken cancellationToken)
    {
        TaskInfo[] found =
        [
            .. _tasks.Values.Where(task =>
                (query.After is null || string.CompareOrdinal(task.Definition.TaskId, query.After) > 0)
                && (query.Category is null || task.Definition.Category == query.Category)
                && (query.Difficulty is null || task.Definition.Difficulty == query.Difficulty)
                && (query.SourceType is null || task.Definition.SourceType == query.SourceType)),
        ];
        return Task.FromResult(new TaskPage
        {
            Items = [.. found.Take(query.Limit)],
            Next = found.Length > query.Limit ? found[query.Limit - 1].Definition.TaskId : null,
        });
    }
}
