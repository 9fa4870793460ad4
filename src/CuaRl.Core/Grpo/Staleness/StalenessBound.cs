using System.Collections.Immutable;

namespace CuaRl.Core.Grpo.Staleness;

/// <summary>
/// Keeps an asynchronous training within its bound: a group that was started with the policy of step v is trained on at step v + M
/// at the latest, M being max_steps_off_policy, and none is thrown away for being late.
/// </summary>
/// <remarks>
/// No more than groups_per_batch * (depth + 1) groups are outstanding, depth being M at most. So whenever a group is started,
/// those before it and itself fit into the steps up to its last one; a step is taken only when those that are left still do, else
/// it waits for the oldest. Follows tinker-cookbook's blocking staleness (pull request 822).
/// </remarks>
public sealed record StalenessBound
{
    /// <summary>M, how many steps late a group may be trained on (max_steps_off_policy); 0 is a synchronous training.</summary>
    public required int MaxStepsOffPolicy { get; init; }

    /// <summary>The groups of a step (groups_per_batch).</summary>
    public required int GroupsPerBatch { get; init; }

    /// <summary>For how many steps ahead groups are started (pipeline_depth).</summary>
    /// <value>The default is 1, or 0 where M is 0.</value>
    public int? PipelineDepth { get; init; }

    /// <summary>How many groups may be outstanding. Those of a step are until the policy that it made can be sampled from.</summary>
    public int Capacity => GroupsPerBatch * ((PipelineDepth ?? Math.Min(1, MaxStepsOffPolicy)) + 1);

    /// <summary>All that is wrong, each as the setting's name and a sentence; empty when nothing is.</summary>
    public ImmutableArray<string> Problems() =>
    [
        .. MaxStepsOffPolicy >= 0 ? (string[])[] : ["max_steps_off_policy: must be 0 or more"],
        .. GroupsPerBatch >= 1 ? (string[])[] : ["groups_per_batch: must be 1 or more"],
        .. PipelineDepth is null || (PipelineDepth >= 0 && PipelineDepth <= MaxStepsOffPolicy)
            ? (string[])[]
            : ["pipeline_depth: must be from 0 to max_steps_off_policy"],
    ];

    /// <summary>Whether a group is too late to be trained on.</summary>
    public bool IsStale(int step, int samplerStep) => step - samplerStep > MaxStepsOffPolicy;

    /// <summary>
    /// Whether another group may be started: there is room, and the steps to come need it. A group that fails or is left out frees
    /// its room at once, one that is trained on when the new policy can be sampled from.
    /// </summary>
    /// <param name="outstanding">The groups that were started and are neither trained on nor left out.</param>
    /// <param name="step">The next step whose policy is not there yet.</param>
    /// <param name="endStep">The step at which the training ends.</param>
    public bool MayStart(int outstanding, int step, int endStep) =>
        outstanding < Capacity && outstanding < (long)(endStep - step) * GroupsPerBatch;

    /// <summary>
    /// The groups of the next step: the oldest that are complete, if there are enough and those that are left can still be
    /// trained on in time.
    /// </summary>
    /// <param name="step">The next step.</param>
    /// <param name="outstanding">All outstanding groups in the order in which they were started.</param>
    public BatchChoice Choose(int step, IReadOnlyList<OutstandingGroup> outstanding)
    {
        int[] oldest = [.. Enumerable.Range(0, outstanding.Count).OrderBy(place => outstanding[place].SamplerStep)];
        ImmutableArray<int> stale = [.. oldest.Where(place => IsStale(step, outstanding[place].SamplerStep))];
        int[] live = [.. oldest.Except(stale)];
        ImmutableArray<int> batch = [.. live.Where(place => outstanding[place].IsComplete).Take(GroupsPerBatch)];
        return batch.Length == GroupsPerBatch && FitLater(step, [.. live.Except(batch).Select(place => outstanding[place].SamplerStep)])
            ? new BatchChoice(batch, [], stale)
            : new BatchChoice([], [.. live.Where(place => !outstanding[place].IsComplete)], stale);
    }

    /// <summary>Adds to a step's metrics how late its groups are, and how many are under way and done.</summary>
    /// <param name="metrics">Takes <c>async/staleness_max</c>, <c>_min</c>, <c>_mean</c> and the numbers of groups.</param>
    /// <param name="step">The step.</param>
    /// <param name="outstanding">All outstanding groups.</param>
    /// <param name="batch">The places of those that the step trains on; at least one.</param>
    public static void AddMetrics(
        IDictionary<string, double> metrics, int step, IReadOnlyList<OutstandingGroup> outstanding, IReadOnlyList<int> batch)
    {
        int[] lateness = [.. batch.Select(place => step - outstanding[place].SamplerStep)];
        metrics["async/staleness_max"] = lateness.Max();
        metrics["async/staleness_min"] = lateness.Min();
        metrics["async/staleness_mean"] = lateness.Average();
        metrics["async/outstanding_groups"] = outstanding.Count;
        metrics["async/in_flight_groups"] = outstanding.Count(group => !group.IsComplete);
        metrics["async/completed_buffer_size"] = outstanding.Count(group => group.IsComplete) - batch.Count;
    }

    private bool FitLater(int step, ReadOnlySpan<int> samplerSteps)
    {
        for (var i = 0; i < samplerSteps.Length; i++)
        {
            if (IsStale(step + 1 + (i / GroupsPerBatch), samplerSteps[i]))
            {
                return false;
            }
        }

        return true;
    }
}
