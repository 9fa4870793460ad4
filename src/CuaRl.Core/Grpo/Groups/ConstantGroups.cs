using System.Collections.Immutable;
using CuaRl.Core.Statistics;

namespace CuaRl.Core.Grpo.Groups;

/// <summary>Leaves out groups that teach nothing: tinker-cookbook's <c>remove_constant_reward_groups</c>.</summary>
public static class ConstantGroups
{
    /// <summary>All counted rewards are exactly equal, or none counts. An asynchronous training asks this of each group by itself.</summary>
    public static bool IsConstant(IEnumerable<RolloutResult> group)
    {
        double? first = null;
        foreach (var rollout in group)
        {
            if (rollout is { IsCounted: true, Reward: { } reward })
            {
                first ??= reward;
                if (reward != first.Value)
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>
    /// Keeps the groups whose counted rewards differ. Are there none, the first group in which any rollout counts is kept, so
    /// that the step still happens.
    /// </summary>
    public static GroupFilter Filter(IReadOnlyList<IReadOnlyList<RolloutResult>> groups)
    {
        ImmutableArray<int> kept = [.. Enumerable.Range(0, groups.Count).Where(i => !IsConstant(groups[i]))];
        if (!kept.IsEmpty)
        {
            return new GroupFilter(kept, groups.Count - kept.Length, IsUniform: false);
        }

        kept = [.. Enumerable.Range(0, groups.Count).Where(i => groups[i].Any(rollout => rollout.IsCounted)).Take(1)];
        return new GroupFilter(kept, groups.Count - kept.Length, IsUniform: true);
    }
}
