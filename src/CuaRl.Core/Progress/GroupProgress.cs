namespace CuaRl.Core.Progress;

/// <summary>A group: its rollouts, and those that are planned but not there yet.</summary>
/// <param name="Sums">Its rollouts.</param>
/// <param name="Planned">How many rollouts it is to have; 0 when not known, and then those that exist are all.</param>
/// <param name="TurnLimit">The turns that each planned rollout may take.</param>
public readonly record struct GroupProgress(GroupSums Sums, int Planned = 0, int TurnLimit = RolloutTurns.DefaultLimit)
{
    /// <summary>Its turns.</summary>
    public TurnTally Turns => Sums.Turns.WithMissing(Planned - Sums.Rollouts, TurnLimit);
}
