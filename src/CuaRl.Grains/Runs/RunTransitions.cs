using CuaRl.Core.Status;

namespace CuaRl.Grains.Runs;

/// <summary>Which status of a run may follow which.</summary>
internal static class RunTransitions
{
    public static StatusMachine<RunStatus> Machine { get; } = new(
        (RunStatus.Active, RunStatus.Paused),
        (RunStatus.Paused, RunStatus.Active),
        (RunStatus.Active, RunStatus.Completed),
        (RunStatus.Paused, RunStatus.Completed),
        (RunStatus.Active, RunStatus.Failed),
        (RunStatus.Paused, RunStatus.Failed),
        (RunStatus.Active, RunStatus.Pruned),
        (RunStatus.Paused, RunStatus.Pruned),
        (RunStatus.Completed, RunStatus.Pruned),
        (RunStatus.Failed, RunStatus.Pruned));

    /// <exception cref="InvalidTransitionException">The run cannot go there.</exception>
    public static void Check(RunState run, RunStatus next)
    {
        if (!Machine.Allows(run.Status, next))
        {
            throw new InvalidTransitionException("run", run.Id, Name(run.Status), Name(next));
        }
    }

    private static string Name(RunStatus status) => status.ToString().ToLowerInvariant();
}
