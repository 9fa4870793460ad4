using System.Collections.Immutable;
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
/// <param name="Result">Its reward and judgement.</param>
public sealed record MemberOutcome(string RolloutId, int Attempt, RolloutResult Result);
