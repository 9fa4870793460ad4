namespace CuaRl.Core.Progress;

/// <summary>The progress of a step, an evaluation or a baseline: of turns alone, whatever phase it is in.</summary>
/// <param name="Turns">Its turns, missing groups and rollouts included.</param>
/// <param name="Status">The status that follows; null when it has no group: then nothing follows.</param>
/// <param name="CompletedGroups">How many groups have completed; for an evaluation, its completed tasks.</param>
public readonly record struct BatchProgress(TurnTally Turns, WorkStatus? Status, int CompletedGroups)
{
    /// <summary>The progress of a step.</summary>
    /// <param name="plan">What it is to hold.</param>
    /// <param name="groups">Its groups so far.</param>
    /// <param name="isDone">The step is recorded as completed, whatever became of its groups.</param>
    public static BatchProgress OfStep(in BatchPlan plan, IReadOnlyCollection<BatchGroup> groups, bool isDone = false)
    {
        var turns = default(TurnTally);
        foreach (var (group, _) in groups)
        {
            turns += group.Planned > 0 ? group.Turns : (group with { Planned = plan.RolloutsPerGroup }).Turns;
        }

        turns = turns.WithMissing((long)(plan.Groups - groups.Count) * Math.Max(1, plan.RolloutsPerGroup), plan.TurnLimit);
        return Of(turns, plan, groups, isDone);
    }

    /// <summary>
    /// The progress of an evaluation or a baseline: one task a group, which counts for the turns of one rollout however many
    /// attempts it took.
    /// </summary>
    /// <param name="plan">What it is to hold.</param>
    /// <param name="groups">Its groups so far.</param>
    public static BatchProgress OfEval(in BatchPlan plan, IReadOnlyCollection<BatchGroup> groups)
    {
        var turns = default(TurnTally);
        foreach (var (group, _) in groups)
        {
            var own = group.Sums.Turns;
            var total = own.Effective == 0 ? group.TurnLimit : Math.Min(own.Effective, group.TurnLimit);
            turns += new TurnTally(Math.Min(own.Completed, total), total);
        }

        return Of(turns.WithMissing(plan.Groups - groups.Count, plan.TurnLimit), plan, groups, isDone: false);
    }

    private static BatchProgress Of(TurnTally turns, in BatchPlan plan, IReadOnlyCollection<BatchGroup> groups, bool isDone)
    {
        var (running, completed, failed) = (0, 0, 0);
        foreach (var (_, status) in groups)
        {
            running += status == WorkStatus.Running ? 1 : 0;
            completed += status == WorkStatus.Completed ? 1 : 0;
            failed += status == WorkStatus.Failed ? 1 : 0;
        }

        var planned = plan.Groups > 0 ? plan.Groups : groups.Count;
        WorkStatus? following =
            groups.Count == 0 ? null
            : isDone || completed + failed >= planned ? completed > 0 ? WorkStatus.Completed : WorkStatus.Failed
            : running > 0 || completed > 0 ? WorkStatus.Running
            : WorkStatus.Pending;
        return new BatchProgress(turns, following, completed);
    }
}
