namespace CuaRl.Core.Progress;

/// <summary>The turns of a step, an evaluation or a baseline, missing groups and rollouts included, whatever phase it is in.</summary>
public static class BatchProgress
{
    /// <summary>The turns of a step.</summary>
    /// <param name="plan">What it is to hold.</param>
    /// <param name="groups">Its groups so far.</param>
    public static TurnTally OfStep(in BatchPlan plan, IReadOnlyCollection<GroupProgress> groups)
    {
        var turns = default(TurnTally);
        foreach (var group in groups)
        {
            turns += group.Planned > 0 ? group.Turns : (group with { Planned = plan.RolloutsPerGroup }).Turns;
        }

        return turns.WithMissing((long)(plan.Groups - groups.Count) * Math.Max(1, plan.RolloutsPerGroup), plan.TurnLimit);
    }

    /// <summary>
    /// The turns of an evaluation or a baseline: one task a group, which counts for the turns of one rollout however many
    /// attempts it took.
    /// </summary>
    /// <param name="plan">What it is to hold.</param>
    /// <param name="groups">Its groups so far.</param>
    public static TurnTally OfEval(in BatchPlan plan, IReadOnlyCollection<GroupProgress> groups)
    {
        var turns = default(TurnTally);
        foreach (var group in groups)
        {
            var own = group.Sums.Turns;
            var total = own.Effective == 0 ? group.TurnLimit : Math.Min(own.Effective, group.TurnLimit);
            turns += new TurnTally(Math.Min(own.Completed, total), total);
        }

        return turns.WithMissing(plan.Groups - groups.Count, plan.TurnLimit);
    }
}
