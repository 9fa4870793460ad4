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
    /// <param name="rules">How it is decided.</param>
    /// <returns>The batch, and whether all groups are uniform although constant ones were to be left out.</returns>
    /// <exception cref="Grpo.GrpoException">A reward is not finite.</exception>
    public static (StepBatch Batch, bool IsUniform) Plan(IReadOnlyList<GroupOutcome> groups, StepRules rules)
    {
        int[] whole = [.. Enumerable.Range(0, groups.Count).Where(i => !groups[i].IsLost && Counted(groups[i]) > 1)];
        var (constant, isUniform) = rules.RemovesConstant ? Constants(groups, whole, rules.KeepsOneConstant) : ([], false);
        return (
            new StepBatch
            {
                Groups =
                [
                    .. groups.Select((group, i) => GroupAdvantages.Of(
                        group, rules, group.IsLost ? Lost : Counted(group) < 2 ? TooSmall : constant.Contains(i) ? Constant : null)),
                ],
            },
            isUniform);
    }

    private static (HashSet<int> Constant, bool IsUniform) Constants(
        IReadOnlyList<GroupOutcome> groups, int[] whole, bool keepsOne)
    {
        if (whole.Length == 0)
        {
            return ([], false);
        }

        var filter = ConstantGroups.Filter([.. whole.Select(i => (RolloutResult[])[.. groups[i].Members.Select(member => member.Result)])]);
        return filter.IsUniform && !keepsOne
            ? ([.. whole], true)
            : ([.. whole.Except(filter.Kept.Select(place => whole[place]))], filter.IsUniform);
    }

    private static int Counted(GroupOutcome group) => group.Members.Count(member => member.Result.IsCounted);
}
