using CuaRl.Core.Runs;
using CuaRl.Core.Time;
using CuaRl.Grains.Checks;
using CuaRl.Grains.Storage;

namespace CuaRl.Grains.Runs;

internal sealed partial class RunGrain
{
    Task<RunInfo> IRunGrain.Pause() => MoveAsync(Known() with { Status = RunStatus.Paused }, Known().Status == RunStatus.Paused);

    Task<RunInfo> IRunGrain.Resume() => MoveAsync(Known() with { Status = RunStatus.Active }, Known().Status == RunStatus.Active);

    Task<RunInfo> IRunGrain.Complete(JsonText? totalReward, long? expectedHead)
    {
        Rule.Keep("total_reward", totalReward is null ? null : RunRules.TotalReward(totalReward.Utf8.Span));
        var run = Known();
        return EndAsync(
            run with { Status = RunStatus.Completed, TotalReward = totalReward },
            run.Status == RunStatus.Completed && Equals(run.TotalReward, totalReward),
            expectedHead);
    }

    Task<RunInfo> IRunGrain.Fail(string reason, long? expectedHead)
    {
        Rule.Keep("reason", RunRules.FailureReason(reason));
        var run = Known();
        return EndAsync(
            run with { Status = RunStatus.Failed, FailureReason = reason },
            run.Status == RunStatus.Failed && run.FailureReason == reason,
            expectedHead);
    }

    async Task<RunInfo> IRunGrain.Amend(JsonText? totalReward, string? failureReason)
    {
        Rule.Keep("total_reward", totalReward is null ? null : RunRules.TotalReward(totalReward.Utf8.Span));
        Rule.Keep("reason", failureReason is null ? null : RunRules.FailureReason(failureReason));
        var run = Known();
        var status = failureReason is null ? RunStatus.Completed : RunStatus.Failed;
        if (run.Status is not (RunStatus.Completed or RunStatus.Failed))
        {
            throw new InvalidTransitionException("run", Id, Transitions.Name(run.Status), Transitions.Name(status));
        }

        var next = run with { Status = status, TotalReward = totalReward, FailureReason = failureReason };
        if (next != run)
        {
            await this.StoreAsync(record, next);
            _run = next;
        }

        return await DescribeAsync();
    }

    // What was expected of the head when the run ended says nothing about a run that is pruned later.
    Task<RunInfo> IRunGrain.Prune() => MoveAsync(
        Known() with { Status = RunStatus.Pruned, FinalHead = null }, Known().Status == RunStatus.Pruned);

    private Task<RunInfo> EndAsync(RunState next, bool isRepeated, long? expectedHead)
    {
        RunChecks.CheckExpectedHead(expectedHead);
        return MoveAsync(
            next with { CompletedAt = time.GetUtcNow().ToMicroseconds(), FinalHead = expectedHead }, isRepeated, expectedHead);
    }

    /// <summary>
    /// New appends wait, those under way are waited for, and the record is written once. Whether the head is where the caller
    /// expects it, and whether others need the run, the database checks in the same transaction.
    /// </summary>
    private async Task<RunInfo> MoveAsync(RunState next, bool isRepeated, long? expectedHead = null)
    {
        if (isRepeated)
        {
            return await RepeatAsync(expectedHead);
        }

        RunTransitions.Check(Known(), next.Status);
        await _appends.CloseAsync();
        try
        {
            await this.StoreAsync(record, next);
            _run = next;
        }
        finally
        {
            _appends.Open();
        }

        // Where the caller expected the head, the database found it, and nothing follows an end.
        var head = expectedHead ?? (await HeadAsync()).Step;
        Log.Moved(logger, Id, next.Status, head);
        return next.Info(head);
    }

    private async Task<RunInfo> RepeatAsync(long? expectedHead)
    {
        var run = Known();
        var head = await HeadAsync();
        if (head.Status != run.Status)
        {
            EndIfBehind();
            throw new StaleStateException($"run '{Id}'", run.Status.ToString(), head.Status.ToString());
        }

        return expectedHead is null || expectedHead == head.Step
            ? run.Info(head.Step)
            : throw new StaleHeadException(Id, expectedHead.Value, head.Step);
    }
}
