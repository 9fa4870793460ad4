namespace CuaRl.Core.Progress;

/// <summary>A group: its rollouts, and those that are planned but not there yet.</summary>
/// <param name="Sums">Its rollouts.</param>
/// <param name="Planned">How many rollouts it is to have; 0 when not known, and then those that exist are all.</param>
/// <param name="TurnLimit">The turns that each planned rollout may take.</param>
public readonly record struct GroupProgress(GroupSums Sums, int Planned = 0, int TurnLimit = RolloutTurns.DefaultLimit)
{
    /// <summary>Its turns.</summary>
    public TurnTally Turns => Sums.Turns.WithMissing(Planned - Sums.Rollouts, TurnLimit);

    /// <summary>
    /// Completed or failed once all rollouts have ended, completed if any of them did; running when one is or has been.
    /// Null when it has no rollout: then nothing follows.
    /// </summary>
    public WorkStatus? Status =>
        Sums.Rollouts == 0 ? null
        : Sums.Finished >= Math.Max(Planned, Sums.Rollouts) ? Sums.Completed > 0 ? WorkStatus.Completed : WorkStatus.Failed
        : Sums.Running > 0 || Sums.Completed > 0 ? WorkStatus.Running
        : WorkStatus.Pending;
}
