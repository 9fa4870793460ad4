namespace CuaRl.Core.Progress;

/// <summary>What a step, an evaluation or a baseline is to hold.</summary>
/// <param name="Groups">How many groups, for an evaluation one per task; 0 when not known.</param>
/// <param name="RolloutsPerGroup">How many rollouts in each; 0 when not known.</param>
/// <param name="TurnLimit">The turns that a rollout may take of which the task is not known.</param>
public readonly record struct BatchPlan(int Groups, int RolloutsPerGroup, int TurnLimit = RolloutTurns.DefaultLimit)
{
    /// <summary>The turns of a batch of which nothing exists yet.</summary>
    public long Turns => (long)Groups * Math.Max(1, RolloutsPerGroup) * TurnLimit;
}
