using CuaRl.Core.Grpo.Groups;
using CuaRl.Core.Grpo.Losses;

namespace CuaRl.Core.Loop.Configuration;

/// <summary>Flags that mean something only beside others: to set one in vain is a mistake, not to be passed over.</summary>
internal static class IdleFlags
{
    /// <summary>Those without effect, each with what they would need.</summary>
    public static IEnumerable<(string Flag, string Rule)> Of(LoopConfiguration settings, bool hasLogFolder) =>
    [
        .. Unless(settings.Loss.Loss is PolicyLoss.Ppo or PolicyLoss.Cispo, "loss_fn ppo or cispo", "clip_low_threshold", "clip_high_threshold"),
        .. Unless(settings.Loss.Loss == PolicyLoss.Dro, "loss_fn dro", "beta"),
        .. Unless(
            settings.Loss.Aggregation == LossAggregation.ConstantLength, "loss_aggregation constant_length", "loss_constant_length"),
        .. Unless(settings.KlPenaltyCoefficient > 0, "a kl_penalty_coef above 0", "kl_discount_factor", "kl_reference_checkpoint"),
        .. Unless(settings.WarmStart, "warm_start", "warm_start_up_to"),
        .. Unless(settings.Strategy != GroupStrategy.FailFast, "another rollout_strategy than fail_fast", "max_retries"),
        .. Unless(settings.MaxStepsOffPolicy is not null, "max_steps_off_policy", "pipeline_depth"),
        .. Unless(settings.BranchRollouts > 0, "branch_rollouts", "branch_turn"),
        .. Unless(settings.Gigpo, "gigpo", "gigpo_gamma"),
        .. Unless(settings.Gigpo || settings.BranchRollouts > 0, "gigpo or branch_rollouts", "step_advantage_weight"),
        .. Unless(hasLogFolder, "log_path or log_dir", "behavior_if_log_dir_exists"),
    ];

    private static IEnumerable<(string, string)> Unless(bool isUsed, string need, params string[] flags) =>
        isUsed ? [] : flags.Select(flag => (flag, $"has no effect without {need}"));
}
