using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Tasks;

namespace CuaRl.Silo.Loop;

/// <summary>The tasks of a training, and in which order they come.</summary>
internal sealed class LoopTasks
{
    private readonly TaskBatches<TaskDefinition>[] _epochs;
    private readonly int _perEpoch;

    /// <param name="settings">The configuration.</param>
    /// <param name="training">What is trained on.</param>
    /// <param name="eval">What is evaluated on.</param>
    /// <exception cref="TaskSourceException">There is nothing to train on.</exception>
    public LoopTasks(LoopConfiguration settings, IReadOnlyList<TaskDefinition> training, IReadOnlyList<TaskDefinition> eval)
    {
        // Each time the tasks are gone through they are shuffled anew; the first time as cua_rl does, which goes through them once.
        _epochs = [.. Enumerable.Range(0, settings.Epochs)
            .Select(epoch => new TaskBatches<TaskDefinition>(training, settings.GroupsPerBatch, settings.Seed + epoch))];
        _perEpoch = _epochs[0].Count;
        (Training, Eval) = (training, eval);
    }

    /// <summary>All tasks that are trained on.</summary>
    public IReadOnlyList<TaskDefinition> Training { get; }

    /// <summary>All tasks that are evaluated on.</summary>
    public IReadOnlyList<TaskDefinition> Eval { get; }

    /// <summary>How many steps they make.</summary>
    public int Steps => _epochs.Length * _perEpoch;

    /// <summary>The tasks of a step, one for each of its groups.</summary>
    public IReadOnlyList<TaskDefinition> OfStep(int step) => _epochs[step / _perEpoch][step % _perEpoch].ToArray();
}
