using CuaRl.Core.Progress;
using CuaRl.Grains.Ports;

namespace CuaRl.Grains.Trainings;

/// <summary>How far things are, from the turns of their groups. What has ended waits for nothing more.</summary>
internal static class Tallies
{
    /// <summary>How far a group is.</summary>
    public static ProgressInfo OfGroup(GroupTally tally, bool hasEnded, int concurrency) =>
        Progress(Group(tally, hasEnded).Turns, TurnTime.OfGroup(Sums(tally)), concurrency);

    /// <summary>How far a batch is; one that is completed is all done.</summary>
    public static ProgressInfo OfBatch(
        BatchInfo batch, IReadOnlyCollection<GroupTally> groups, int maxTurns, int concurrency)
    {
        var progress = Progress(BatchTurns(batch, groups, maxTurns), BatchTurnTime(groups), concurrency);
        return batch.Status == BatchStatus.Completed ? Done(progress) : progress;
    }

    /// <summary>How far a training is; one that is completed is all done.</summary>
    public static ProgressInfo OfTraining(
        TrainingState training, IReadOnlyList<BatchInfo> batches, IReadOnlyCollection<GroupTally> groups)
    {
        var byBatch = groups.ToLookup(group => group.BatchId);
        TurnTally Turns(BatchInfo batch) => BatchTurns(batch, [.. byBatch[Guid.Parse(batch.Id)]], training.MaxTurns);
        BatchInfo[] Of(SourceType source) => [.. batches.Where(batch => batch.Request.SourceType == source)];
        static TurnTally Sum(IEnumerable<TurnTally> parts) => parts.Aggregate(default(TurnTally), (sum, part) => sum + part);

        var (baselines, steps, evals) = (Of(SourceType.Baseline), Of(SourceType.Step), Of(SourceType.Eval));
        var tasks = training.EvalTasks ?? evals.Concat(baselines).FirstOrDefault()?.Request.NumGroups ?? 0;
        var plan = new TrainingPlan(
            training.TotalSteps ?? 0,
            training.EvalEvery,
            new BatchPlan(training.GroupsPerBatch, training.GroupSize, training.MaxTurns),
            new BatchPlan(tasks, 1, training.MaxTurns)) { FirstStep = training.FirstStep };
        var turns = plan.Turns(
            Sum(baselines.Take(1).Select(Turns)),
            Sum(steps.Select(Turns)),
            steps.Length,
            Sum(evals.Select(Turns)),
            evals.Length);
        var time = TurnTime.Mean(batches.Select(batch => BatchTurnTime([.. byBatch[Guid.Parse(batch.Id)]])));
        var progress = Progress(turns, time, training.MaxConcurrentRollouts);
        return training.Status == TrainingStatus.Completed ? Done(progress) : progress;
    }

    public static bool HasEnded(GroupStatus status) =>
        status is GroupStatus.Completed or GroupStatus.Failed or GroupStatus.Cancelled;

    private static TurnTally BatchTurns(BatchInfo batch, IReadOnlyCollection<GroupTally> groups, int maxTurns)
    {
        var hasEnded = batch.Status is BatchStatus.Completed or BatchStatus.Failed or BatchStatus.Cancelled;
        var request = batch.Request;
        var plan = new BatchPlan(hasEnded ? groups.Count : request.NumGroups, request.GroupSize, maxTurns);
        GroupProgress[] parts = [.. groups.Select(group => Group(group, hasEnded))];
        return request.SourceType == SourceType.Step ? BatchProgress.OfStep(plan, parts) : BatchProgress.OfEval(plan, parts);
    }

    private static double? BatchTurnTime(IEnumerable<GroupTally> groups) =>
        TurnTime.Mean(groups.Select(group => TurnTime.OfGroup(Sums(group))));

    private static GroupProgress Group(GroupTally tally, bool hasEnded) =>
        new(Sums(tally), hasEnded ? tally.Rollouts : tally.Declared, tally.Limit);

    private static GroupSums Sums(GroupTally tally) => new(
        new TurnTally(tally.Turns, tally.Expected),
        tally.Rollouts,
        tally.TimedSeconds,
        tally.TimedTurns);

    private static ProgressInfo Progress(TurnTally turns, double? turnTime, int concurrency)
    {
        var estimate = TimeEstimate.Of(turns, turnTime, concurrency);
        return new ProgressInfo
        {
            Percent = turns.Percent,
            AverageTurnSeconds = turnTime,
            EstimatedTotalSeconds = estimate.Total,
            EstimatedRemainingSeconds = estimate.Remaining,
        };
    }

    private static ProgressInfo Done(ProgressInfo progress) => progress with { Percent = 100, EstimatedRemainingSeconds = 0 };
}
