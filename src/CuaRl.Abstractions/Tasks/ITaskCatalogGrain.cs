using System.Collections.Immutable;
using Orleans.Concurrency;

namespace CuaRl;

/// <summary>All tasks and their validators. The key is <see cref="GrainKeys.TaskCatalog"/>.</summary>
[Alias("cuarl.ITaskCatalogGrain")]
public interface ITaskCatalogGrain : IGrainWithStringKey
{
    /// <summary>
    /// Stores tasks with their validators. One that is there stays as it is, or takes the values given.
    /// </summary>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    [Alias("Save")]
    Task<ImmutableArray<TaskInfo>> Save(ImmutableArray<TaskDefinition> tasks, bool replaces = false);

    /// <summary>A task.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    [AlwaysInterleave, Alias("Get")]
    Task<TaskInfo> Get(string taskId, CancellationToken cancellationToken = default);

    /// <summary>The validators of a task: one, or none.</summary>
    /// <exception cref="NotFoundException">There is none by that id.</exception>
    [AlwaysInterleave, Alias("ListValidators")]
    Task<ImmutableArray<ValidatorInfo>> ListValidators(string taskId, CancellationToken cancellationToken = default);

    /// <summary>A page of tasks.</summary>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    [AlwaysInterleave, Alias("List")]
    Task<TaskPage> List(TaskQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Chooses tasks from sources, in their order, and stores them: those that are there stay as they are, but for descriptions of
    /// <c>custom</c> and <c>file</c>, which replace those of the same number. Files are read where it is called: <c>file</c> comes
    /// here with its lines as custom tasks.
    /// </summary>
    /// <exception cref="InvalidRequestException">A field breaks a rule; nothing was written.</exception>
    [Alias("Load")]
    Task<TaskSelectionResult> Load(ImmutableArray<TaskSource> sources);
}
