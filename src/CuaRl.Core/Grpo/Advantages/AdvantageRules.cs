using CuaRl.Core.Statistics;

namespace CuaRl.Core.Grpo.Advantages;

/// <summary>Advantages of a group's members by an <see cref="AdvantageRule"/>. In double, summed in the order of the members.</summary>
public static class AdvantageRules
{
    /// <summary>The rules by their names here and in the libraries that they come from.</summary>
    public static NameTable<AdvantageRule> Names { get; } = new(
        "advantage rule",
        (AdvantageRule.Center, ["center", "mean", "none", "tinker_center", "trl_none"]),
        (AdvantageRule.Std, ["std", "group_std", "grpo", "verl_grpo_std"]),
        (AdvantageRule.TrlStd, ["trl_group"]),
        (AdvantageRule.PopulationStd, ["population_std", "cua_rl_popstd_min0.05"]),
        (AdvantageRule.LeaveOneOut, ["leave_one_out", "rloo", "verl_rloo"]),
        (AdvantageRule.DrGrpo, ["dr_grpo", "grpo_nostd", "verl_dr_grpo_nostd"]),
        (AdvantageRule.MaxRl, ["max_rl", "maxrl", "skyrl_maxrl"]));

    /// <summary>The advantages of a group: null for members that are masked, which take no part in mean and deviation either.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="members">The group; those that are not <see cref="RolloutResult.IsCounted"/> are masked.</param>
    /// <exception cref="GrpoException">A counted reward is not finite, or the rule gives no finite advantage.</exception>
    public static double?[] OfGroup(AdvantageRule rule, ReadOnlySpan<RolloutResult> members)
    {
        var rewards = new double[members.Length];
        var counted = 0;
        for (var i = 0; i < members.Length; i++)
        {
            if (members[i] is { IsCounted: true, Reward: { } reward })
            {
                rewards[counted++] = double.IsFinite(reward) ? reward : throw GrpoErrors.RewardNotFinite(i, reward);
            }
        }

        var rest = rewards.AsSpan(0, counted);
        Compute(rule, rest, rest);
        var advantages = new double?[members.Length];
        for (int i = 0, next = 0; i < members.Length; i++)
        {
            advantages[i] = members[i].IsCounted ? rest[next++] : null;
        }

        return advantages;
    }

    /// <summary>The advantages of members that all count.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="rewards">Their rewards; none gives nothing.</param>
    /// <param name="advantages">Takes as many advantages; may be the same memory.</param>
    /// <exception cref="GrpoException">A reward is not finite, or the rule gives no finite advantage.</exception>
    public static void Compute(AdvantageRule rule, ReadOnlySpan<double> rewards, Span<double> advantages)
    {
        for (var i = 0; i < rewards.Length; i++)
        {
            if (!double.IsFinite(rewards[i]))
            {
                throw GrpoErrors.RewardNotFinite(i, rewards[i]);
            }
        }

        if (rewards.Length > 1 && !rewards.ContainsAnyExcept(rewards[0]))
        {
            advantages[..rewards.Length].Clear();
        }
        else if (!rewards.IsEmpty)
        {
            Scale(rule, rewards, advantages);
        }
    }

    private static void Scale(AdvantageRule rule, ReadOnlySpan<double> rewards, Span<double> advantages)
    {
        var mean = SampleStatistics.Of(rewards).Mean;
        var scale = GroupScale.Of(rule, rewards);
        for (var i = 0; i < rewards.Length; i++)
        {
            var advantage = (rewards[i] - scale.Baseline) / scale.Divisor;
            advantages[i] = double.IsFinite(advantage)
                ? advantage
                : throw GrpoErrors.NoFiniteAdvantage(Names.NameOf(rule), mean);
        }
    }
}
