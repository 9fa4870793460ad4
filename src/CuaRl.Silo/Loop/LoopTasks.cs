using CuaRl.Core.Loop.Configuration;
using CuaRl.Core.Tasks;

namespace CuaRl.Silo.Loop;

/// <summary>The tasks of a training, and in which order they come.</summary>
internal sealed class LoopTasks
{
    private readonly LoopConfiguration _settings;
    private readonly int _perEpoch;
    private (int Number, TaskBatches<TaskDefinition> Batches) _epoch;

    /// <param name="settings">The configuration.</param>
    /// <param name="training">What is trained on.</param>
    /// <param name="eval">What is evaluated on.</param>
    /// <exception cref="TaskSourceException">There is nothing to train on.</exception>
    public LoopTasks(LoopConfiguration settings, IReadOnlyList<TaskDefinition> training, IReadOnlyList<TaskDefinition> eval)
    {
        _settings = settings;
        (Training, Eval) = (training, eval);
        _epoch = (0, Epoch(0));
        _perEpoch = _epoch.Batches.Count;
    }

    /// <summary>All tasks that are trained on.</summary>
    public IReadOnlyList<TaskDefinition> Training { get; }

    /// <summary>All tasks that are evaluated on.</summary>
    public IReadOnlyList<TaskDefinition> Eval { get; }

    /// <summary>How many steps they make.</summary>
    public int Steps => (int)Math.Min(int.MaxValue, (long)_settings.Epochs * _perEpoch);

    /// <summary>The tasks of a step, one for each of its groups.</summary>
    public IReadOnlyList<TaskDefinition> OfStep(int step)
    {
        if (step / _perEpoch is var number && number != _epoch.Number)
        {
            _epoch = (number, Epoch(number));
        }

        return _epoch.Batches[step % _perEpoch].ToArray();
    }

    /// <summary>Each time the tasks are gone through they are shuffled anew; the first time as cua_rl does, which goes through them once.</summary>
    private TaskBatches<TaskDefinition> Epoch(int number) => new(Training, _settings.GroupsPerBatch, _settings.Seed + number);
}
