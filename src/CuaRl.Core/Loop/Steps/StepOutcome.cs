using System.Collections.Immutable;
using CuaRl.Core.Grpo.StepGroups;
using CuaRl.Core.Statistics;

namespace CuaRl.Core.Loop.Steps;

/// <summary>How a group of a step came out.</summary>
/// <param name="Group">Its place in the step.</param>
/// <param name="TaskId">Its task.</param>
/// <param name="IsLost">It lost too many rollouts to be trained on.</param>
/// <param name="Members">Its rollouts, in order.</param>
public sealed record GroupOutcome(int Group, string TaskId, bool IsLost, ImmutableArray<MemberOutcome> Members);

/// <summary>How a rollout of a step came out.</summary>
/// <param name="RolloutId">Its id.</param>
/// <param name="Attempt">The attempt that counts.</param>
/// <param name="Result">Its reward and judgement; its turns are all that it has, those before it branched off included.</param>
public sealed record MemberOutcome(string RolloutId, int Attempt, RolloutResult Result)
{
    /// <summary>Where it branched off; null for one that began at the reset.</summary>
    public BranchChoice? Branch { get; init; }

    /// <summary>The hash of what was shown before each of its turns; empty where nobody asks.</summary>
    public ImmutableArray<string> Screens { get; init; } = [];
}
