using CuaRl.Core.Randomness;

namespace CuaRl.Core.Tasks;

/// <summary>
/// A training's data set: its tasks, shuffled once by a seed, in batches of one group a task. It is gone through once.
/// </summary>
public sealed class TaskBatches<T>
{
    private readonly T[] _tasks;
    private readonly int _groupsPerBatch;

    /// <summary>Shuffles the tasks as Python does.</summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="groupsPerBatch">How many a batch has; the last one may have fewer.</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="TaskSourceException">There are no tasks.</exception>
    public TaskBatches(IReadOnlyCollection<T> tasks, int groupsPerBatch, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groupsPerBatch);
        if (tasks.Count == 0)
        {
            throw new TaskSourceException(TaskSourceErrors.NoTasks);
        }

        (_tasks, _groupsPerBatch) = ([.. tasks], groupsPerBatch);
        new PythonRandom(seed).Shuffle(_tasks.AsSpan());
    }

    /// <summary>How many batches there are: a training's total steps.</summary>
    public int Count => TaskBatches.CountOf(_tasks.Length, _groupsPerBatch);

    /// <summary>A batch by its number, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such batch.</exception>
    public ReadOnlySpan<T> this[int batch]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(batch);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(batch, Count);
            var start = batch * _groupsPerBatch;
            return _tasks.AsSpan(start, Math.Min(_groupsPerBatch, _tasks.Length - start));
        }
    }
}

/// <summary>What data sets have in common.</summary>
public static class TaskBatches
{
    /// <summary>What a training's seed is raised by to shuffle its evaluations.</summary>
    public const long EvalSeedOffset = 9999;

    /// <summary>How many batches some tasks make.</summary>
    public static int CountOf(int tasks, int groupsPerBatch) => (tasks + groupsPerBatch - 1) / groupsPerBatch;
}
