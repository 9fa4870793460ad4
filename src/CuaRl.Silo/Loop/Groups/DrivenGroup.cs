using System.Collections.Immutable;
using CuaRl.Core.Grpo.StepGroups;
using CuaRl.Core.Loop.Steps;
using CuaRl.Silo.Loop.Rollouts;

namespace CuaRl.Silo.Loop.Groups;

/// <summary>A group that was rolled out.</summary>
/// <param name="Plan">What was wanted.</param>
/// <param name="IsLost">It lost too many rollouts to be trained on.</param>
/// <param name="Rollouts">Its rollouts, in order; those that were lost among them.</param>
internal sealed record DrivenGroup(GroupPlan Plan, bool IsLost, ImmutableArray<DrivenRollout> Rollouts)
{
    /// <summary>What a step decides by.</summary>
    public GroupOutcome Outcome() => new(
        Plan.Number,
        Plan.Task.TaskId,
        IsLost,
        [
            .. Rollouts.Select(rollout => new MemberOutcome(rollout.Info.Id, rollout.Info.Attempts[^1].Attempt, rollout.Result)
            {
                Branch = rollout.Branch is { } branch ? new BranchChoice(branch.EnvIndex, branch.Turn) : null,
                Screens = rollout.Turns.IsDefault ? [] : [.. rollout.Turns.Select(turn => turn.Screen)],
            }),
        ]);
}
