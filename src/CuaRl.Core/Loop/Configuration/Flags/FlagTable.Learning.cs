using CuaRl.Core.Grpo.Advantages;
using CuaRl.Core.Grpo.Losses;

namespace CuaRl.Core.Loop.Configuration.Flags;

public static partial class FlagTable
{
    /// <summary>A trainer keeps the answers to the requests of a step, which are two for each of them and a few more.</summary>
    private const int MostSubsteps = 100;

    private const string NotNegative = "a number of 0 or more";

    private static Flag[] Learning() =>
    [
        FlagForms.Real("learning_rate", "a number above 0", "", "How far Adam steps.", number => double.IsFinite(number) && number > 0)
            .With(embedded: "0.007", tinker: "1e-05"),
        FlagForms.Whole("num_substeps", "", "Optimizer steps that a step's data are split over.", 1, MostSubsteps).With("1"),
        FlagForms.Whole("epochs", "", "How often the tasks are gone through.", 1, int.MaxValue).With(embedded: "400", tinker: "1"),
        FlagForms.Whole("max_steps", "steps", "The most steps; not given, as many as the tasks make.", 1, int.MaxValue).Optional(),
        FlagForms.OneOf(
            "advantage", "How rewards become advantages; other libraries' names of these rules are read too.", AdvantageRules.Names)
            .With("center"),
        FlagForms.YesNo("gigpo", "Whether turns that saw the same screen are compared with each other, too (GiGPO).").With("false"),
        FlagForms.Real(
            "gigpo_gamma", "a number from 0 to 1", "", "What a reward is worth one turn earlier, where turns are compared.",
            number => number is >= 0 and <= 1)
            .With("0.95"),
        FlagForms.Real(
            "step_advantage_weight", NotNegative, "",
            "What an advantage among turns, by gigpo or branch_rollouts, counts beside that of the whole rollout.", IsNotNegative)
            .With("1"),
        FlagForms.YesNo(
            "remove_constant_reward_groups",
            "Whether groups of which all rewards are equal are left out; if all are, the first one stays, and with max_steps_off_policy none.")
            .With("false"),
        FlagForms.OneOf("loss_fn", "The loss of an action.", PolicyLosses.Names).With("importance_sampling"),
        FlagForms.Real("clip_low_threshold", "a number from 0 to 1", "", "The least ratio of ppo and cispo, not its distance from 1.", _ => true)
            .With("0.8"),
        FlagForms.Real(
            "clip_high_threshold", "a number of 1 or more, or inf", "", "The greatest ratio of ppo and cispo, not its distance from 1.", _ => true)
            .With("1.2"),
        FlagForms.Real("beta", NotNegative, "", "The weight of dro's penalty.", _ => true).With("0.05"),
        FlagForms.OneOf(
            "loss_aggregation", "What a batch's loss is of its actions'; verl's and TRL's names are read too.", PolicyLosses.Aggregations)
            .With("token_sum"),
        FlagForms.Whole("loss_constant_length", "tokens", "The length that constant_length divides by.", 1, int.MaxValue).Optional(),
        FlagForms.YesNo("warm_start", "Whether the policy first learns from a scripted demonstration of each task.")
            .With(embedded: "true", tinker: "false").Of(Providers.Embedded, "Tinker's models are not taught by demonstrations here"),
        FlagForms.Real(
            "warm_start_up_to", "a number from 0 to 1", "", "It stops learning so before more than this share of sampled episodes succeed.",
            number => number is >= 0 and <= 1)
            .With(embedded: "0.3").Of(Providers.Embedded, "Tinker's models are not taught by demonstrations here"),
    ];

    private static Flag[] Kl() =>
    [
        FlagForms.Real("kl_penalty_coef", NotNegative, "", "The weight of the penalty; 0 for none.", IsNotNegative).With("0"),
        FlagForms.Real(
            "kl_discount_factor", "a number from 0 to 1", "", "What a later action's penalty counts for an earlier one; 0 for nothing.",
            number => number is >= 0 and <= 1)
            .With("0"),
        FlagForms.Path(
            "kl_reference_checkpoint", "a path that the trainer saved to sample from",
            "The policy that the penalty draws to; not given, that before the first step.")
            .Optional(),
        FlagForms.YesNo("compute_post_kl", "Whether how far a step moved the policy is measured by the policy after it, too.").With("false"),
    ];

    private static bool IsNotNegative(double number) => double.IsFinite(number) && number >= 0;
}
