using System.Collections.Immutable;
using CuaRl.Core.Time;
using CuaRl.Grains.Checks;
using CuaRl.Grains.Ports;
using Orleans.Concurrency;

namespace CuaRl.Grains.Tasks;

/// <summary>A gate to the database that holds nothing, so each silo keeps some of its own.</summary>
[StatelessWorker]
internal sealed partial class TaskCatalogGrain(ITaskStore store, IValidators validators, TimeProvider time) : Grain, ITaskCatalogGrain
{
    async Task<ImmutableArray<TaskInfo>> ITaskCatalogGrain.Save(ImmutableArray<TaskDefinition> tasks, bool replaces)
    {
        TaskChecks.Check(tasks);
        for (var i = 0; i < tasks.Length; i++)
        {
            Rule.Keep($"tasks[{i}].expected_result", validators.Problem(tasks[i]));
        }

        return [.. await SaveAsync(tasks, replaces)];
    }

    async Task<TaskInfo> ITaskCatalogGrain.Get(string taskId, CancellationToken cancellationToken) =>
        await GetAsync(taskId, cancellationToken);

    async Task<ImmutableArray<ValidatorInfo>> ITaskCatalogGrain.ListValidators(string taskId, CancellationToken cancellationToken)
    {
        var task = await GetAsync(taskId, cancellationToken);
        return [.. await store.ListValidatorsAsync(task.Number, cancellationToken)];
    }

    Task<TaskPage> ITaskCatalogGrain.List(TaskQuery query, CancellationToken cancellationToken)
    {
        TaskChecks.Check(query);
        return store.ListAsync(query, cancellationToken);
    }

    private Task<IReadOnlyList<TaskInfo>> SaveAsync(IReadOnlyList<TaskDefinition> tasks, bool replaces) =>
        store.SaveAsync(tasks, replaces, time.GetUtcNow().ToMicroseconds(), CancellationToken.None);

    private async Task<TaskInfo> GetAsync(string taskId, CancellationToken cancellationToken) =>
        await FindAsync(taskId, cancellationToken) ?? throw new NotFoundException("task", taskId);

    private async Task<TaskInfo?> FindAsync(string taskId, CancellationToken cancellationToken) =>
        Core.Tasks.TaskRules.Name(taskId) is null ? await store.FindAsync(taskId, cancellationToken) : null;
}
