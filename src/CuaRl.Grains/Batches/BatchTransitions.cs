using CuaRl.Core.Status;
using CuaRl.Grains.Checks;

namespace CuaRl.Grains.Batches;

/// <summary>Which status of a batch may follow which: one table for what trains, one for evaluations and baselines.</summary>
internal static class BatchTransitions
{
    public static StatusMachine<BatchStatus> OfSteps { get; } = new(
        (BatchStatus.Pending, BatchStatus.RolloutCollecting),
        (BatchStatus.Pending, BatchStatus.RolloutRunning),
        (BatchStatus.Pending, BatchStatus.Training),
        (BatchStatus.Pending, BatchStatus.Completed),
        (BatchStatus.Pending, BatchStatus.Failed),
        (BatchStatus.Pending, BatchStatus.Cancelled),
        (BatchStatus.RolloutCollecting, BatchStatus.RolloutRunning),
        (BatchStatus.RolloutCollecting, BatchStatus.Training),
        (BatchStatus.RolloutCollecting, BatchStatus.Completed),
        (BatchStatus.RolloutCollecting, BatchStatus.Failed),
        (BatchStatus.RolloutCollecting, BatchStatus.Cancelled),
        (BatchStatus.RolloutRunning, BatchStatus.RolloutCollecting),
        (BatchStatus.RolloutRunning, BatchStatus.Training),
        (BatchStatus.RolloutRunning, BatchStatus.Completed),
        (BatchStatus.RolloutRunning, BatchStatus.Failed),
        (BatchStatus.RolloutRunning, BatchStatus.Cancelled),
        (BatchStatus.Training, BatchStatus.Completed),
        (BatchStatus.Training, BatchStatus.Failed),
        (BatchStatus.Training, BatchStatus.Cancelled),
        (BatchStatus.Failed, BatchStatus.Pending),
        (BatchStatus.Cancelled, BatchStatus.Pending));

    public static StatusMachine<BatchStatus> OfEvals { get; } = new(
        (BatchStatus.Pending, BatchStatus.Running),
        (BatchStatus.Pending, BatchStatus.Completed),
        (BatchStatus.Pending, BatchStatus.Failed),
        (BatchStatus.Pending, BatchStatus.Cancelled),
        (BatchStatus.Running, BatchStatus.Completed),
        (BatchStatus.Running, BatchStatus.Failed),
        (BatchStatus.Running, BatchStatus.Cancelled),
        (BatchStatus.Failed, BatchStatus.Pending),
        (BatchStatus.Cancelled, BatchStatus.Pending));

    public static bool IsEnded(BatchStatus status) =>
        status is BatchStatus.Completed or BatchStatus.Failed or BatchStatus.Cancelled;

    /// <exception cref="InvalidTransitionException">The batch cannot go there.</exception>
    public static void Check(BatchState batch, BatchStatus next) =>
        (batch.SourceType is SourceType.Step or SourceType.WarmStart ? OfSteps : OfEvals).Check("batch", batch.Id, batch.Status, next);
}
