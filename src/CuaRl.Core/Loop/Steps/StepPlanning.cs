using System.Collections.Immutable;
using CuaRl.Core.Grpo.Advantages;
using CuaRl.Core.Grpo.Groups;
using CuaRl.Core.Statistics;

namespace CuaRl.Core.Loop.Steps;

/// <summary>Decides what a step trains on.</summary>
public static class StepPlanning
{
    /// <summary>The group lost too many rollouts.</summary>
    public const string Lost = "lost";

    /// <summary>Fewer than two of its rollouts count: there is nothing to compare.</summary>
    public const string TooSmall = "too_small";

    /// <summary>Its rewards are all the same, and such groups are filtered.</summary>
    public const string Constant = "constant";

    /// <summary>The batch of a step.</summary>
    /// <param name="groups">How its groups came out, in order.</param>
    /// <param name="rule">How rewards become advantages.</param>
    /// <param name="removesConstant">Whether groups whose rewards are all the same are left out.</param>
    /// <returns>The batch, and whether all groups are uniform although constant ones were to be left out.</returns>
    /// <exception cref="Grpo.GrpoException">A reward is not finite.</exception>
    public static (StepBatch Batch, bool IsUniform) Plan(
        IReadOnlyList<GroupOutcome> groups, AdvantageRule rule, bool removesConstant)
    {
        int[] whole = [.. Enumerable.Range(0, groups.Count).Where(i => !groups[i].IsLost && Counted(groups[i]) > 1)];
        var (constant, isUniform) = removesConstant ? Constants(groups, whole) : ([], false);
        return (
            new StepBatch
            {
                Groups =
                [
                    .. groups.Select((group, i) => Of(
                        group, rule, group.IsLost ? Lost : Counted(group) < 2 ? TooSmall : constant.Contains(i) ? Constant : null)),
                ],
            },
            isUniform);
    }

    private static (HashSet<int> Constant, bool IsUniform) Constants(IReadOnlyList<GroupOutcome> groups, int[] whole)
    {
        if (whole.Length == 0)
        {
            return ([], false);
        }

        var filter = ConstantGroups.Filter([.. whole.Select(i => Results(groups[i]))]);
        return ([.. whole.Except(filter.Kept.Select(place => whole[place]))], filter.IsUniform);
    }

    private static StepGroup Of(GroupOutcome group, AdvantageRule rule, string? leftOut)
    {
        var advantages = leftOut is null ? AdvantageRules.OfGroup(rule, Results(group)) : new double?[group.Members.Length];
        return new StepGroup(
            group.Group,
            group.TaskId,
            leftOut,
            [
                .. group.Members.Select((member, i) => new StepMember(
                    i, member.RolloutId, member.Attempt, member.Result.IsCounted ? member.Result.Reward : null, advantages[i])),
            ]);
    }

    private static RolloutResult[] Results(GroupOutcome group) => [.. group.Members.Select(member => member.Result)];

    private static int Counted(GroupOutcome group) => group.Members.Count(member => member.Result.IsCounted);
}
