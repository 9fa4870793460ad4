using System.Collections.Immutable;

namespace CuaRl.Core.Grpo.Staleness;

/// <summary>
/// Keeps an asynchronous training within its bound: a group that was started with the policy of step v is trained on at step v + M
/// at the latest, M being max_steps_off_policy, and none is thrown away for being late.
/// </summary>
/// <remarks>
/// Groups are started for a step, of which there are no more than pipeline_depth ahead, and a step trains on those that were started
/// for it, in order. So each is trained on once, at most pipeline_depth steps late, and tasks that are done quickly come no more often
/// than others. After tinker-cookbook's blocking staleness (pull request 822), which fills a step with whatever is done.
/// </remarks>
public sealed record StalenessBound
{
    /// <summary>M, how many steps late a group may be trained on (max_steps_off_policy); 0 is a synchronous training.</summary>
    public required int MaxStepsOffPolicy { get; init; }

    /// <summary>For how many steps ahead groups are started (pipeline_depth).</summary>
    /// <value>The default is 1, or 0 where M is 0.</value>
    public int? PipelineDepth { get; init; }

    /// <summary>All that is wrong, each as the setting's name and a sentence; empty when nothing is.</summary>
    public ImmutableArray<string> Problems() =>
    [
        .. MaxStepsOffPolicy >= 0 ? (string[])[] : ["max_steps_off_policy: must be 0 or more"],
        .. PipelineDepth is null || (PipelineDepth >= 0 && PipelineDepth <= MaxStepsOffPolicy)
            ? (string[])[]
            : ["pipeline_depth: must be from 0 to max_steps_off_policy"],
    ];

    /// <summary>The last step whose groups may be started once so many steps were taken.</summary>
    /// <param name="step">How many were taken, which is the next step's number.</param>
    /// <param name="endStep">The step at which the training ends.</param>
    public int LastToStart(int step, int endStep) =>
        (int)Math.Min((long)step + (PipelineDepth ?? Math.Min(1, MaxStepsOffPolicy)), endStep - 1);

    /// <summary>Adds to a step's metrics how late its rollouts are.</summary>
    /// <param name="metrics">Takes <c>async/staleness_max</c>, <c>_min</c> and <c>_mean</c>, in steps.</param>
    /// <param name="step">The step.</param>
    /// <param name="policySteps">How many steps the policy of each of its rollouts had taken; at least one.</param>
    public static void AddMetrics(IDictionary<string, double> metrics, int step, IEnumerable<int> policySteps)
    {
        int[] lateness = [.. policySteps.Select(policyStep => step - policyStep)];
        metrics["async/staleness_max"] = lateness.Max();
        metrics["async/staleness_min"] = lateness.Min();
        metrics["async/staleness_mean"] = lateness.Average();
    }
}
