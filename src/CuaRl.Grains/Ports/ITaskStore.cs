namespace CuaRl.Grains.Ports;

/// <summary>All tasks, with their validators.</summary>
public interface ITaskStore
{
    /// <summary>Stores tasks with a row each for their validator; one that is there stays as it is, or takes the values given. In the order given.</summary>
    Task<IReadOnlyList<TaskInfo>> SaveAsync(
        IReadOnlyList<TaskDefinition> tasks, bool replaces, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>A task, or null.</summary>
    Task<TaskInfo?> FindAsync(string taskId, CancellationToken cancellationToken);

    /// <summary>The validators of the task of that number.</summary>
    Task<IReadOnlyList<ValidatorInfo>> ListValidatorsAsync(long taskNumber, CancellationToken cancellationToken);

    /// <summary>A page of tasks by id in ordinal order.</summary>
    Task<TaskPage> ListAsync(TaskQuery query, CancellationToken cancellationToken);
}
