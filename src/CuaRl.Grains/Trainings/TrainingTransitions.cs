using CuaRl.Core.Status;
using CuaRl.Grains.Checks;

namespace CuaRl.Grains.Trainings;

/// <summary>Which status of a training may follow which. Starting it again takes any of them to initializing.</summary>
internal static class TrainingTransitions
{
    public static StatusMachine<TrainingStatus> Machine { get; } = new(
        (TrainingStatus.Pending, TrainingStatus.Initializing),
        (TrainingStatus.Initializing, TrainingStatus.Running),
        (TrainingStatus.Initializing, TrainingStatus.Failed),
        (TrainingStatus.Initializing, TrainingStatus.Cancelled),
        (TrainingStatus.Initializing, TrainingStatus.Paused),
        (TrainingStatus.Running, TrainingStatus.Initializing),
        (TrainingStatus.Running, TrainingStatus.Paused),
        (TrainingStatus.Running, TrainingStatus.Completed),
        (TrainingStatus.Running, TrainingStatus.Failed),
        (TrainingStatus.Running, TrainingStatus.Cancelled),
        (TrainingStatus.Paused, TrainingStatus.Initializing),
        (TrainingStatus.Paused, TrainingStatus.Running),
        (TrainingStatus.Paused, TrainingStatus.Failed),
        (TrainingStatus.Paused, TrainingStatus.Cancelled),
        (TrainingStatus.Completed, TrainingStatus.Initializing),
        (TrainingStatus.Failed, TrainingStatus.Initializing),
        (TrainingStatus.Cancelled, TrainingStatus.Initializing));

    public static bool IsEnded(TrainingStatus status) =>
        status is TrainingStatus.Completed or TrainingStatus.Failed or TrainingStatus.Cancelled;

    /// <summary>Whether something new may be started in a training that stands there.</summary>
    public static bool TakesNew(TrainingStatus status) => status is TrainingStatus.Initializing or TrainingStatus.Running;

    /// <exception cref="InvalidTransitionException">The training cannot go there.</exception>
    public static void Check(TrainingState training, TrainingStatus next) =>
        Machine.Check("training", training.Id, training.Status, next);
}
