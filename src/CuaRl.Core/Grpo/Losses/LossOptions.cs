using System.Collections.Immutable;

namespace CuaRl.Core.Grpo.Losses;

/// <summary>Which loss is minimised. The defaults are tinker-cookbook's; each setting has its configuration's name in brackets.</summary>
public sealed record LossOptions
{
    /// <summary>The loss of a token (loss_fn).</summary>
    /// <value>The default is <see cref="PolicyLoss.ImportanceSampling"/>.</value>
    public PolicyLoss Loss { get; init; } = PolicyLoss.ImportanceSampling;

    /// <summary>The least ratio of ppo and cispo (clip_low_threshold): a ratio, not a distance from 1.</summary>
    /// <value>The default is 0.8; 0 for no bound.</value>
    public double ClipLow { get; init; } = 0.8;

    /// <summary>The greatest ratio of ppo and cispo (clip_high_threshold).</summary>
    /// <value>The default is 1.2; infinity for no bound.</value>
    public double ClipHigh { get; init; } = 1.2;

    /// <summary>The weight of dro's penalty (beta).</summary>
    /// <value>The default is 0.05.</value>
    public double Beta { get; init; } = 0.05;

    /// <summary>What the batch's loss is of its tokens' losses (loss_aggregation).</summary>
    /// <value>The default is <see cref="LossAggregation.TokenSum"/>.</value>
    public LossAggregation Aggregation { get; init; } = LossAggregation.TokenSum;

    /// <summary>The length of <see cref="LossAggregation.ConstantLength"/>, in tokens (loss_constant_length).</summary>
    /// <value>The default is none, which that aggregation does not take.</value>
    public int? ConstantLength { get; init; }

    /// <summary>
    /// Whether weighting a token's loss is the same as scaling its advantage, which is the only way where the trainer sums tokens
    /// itself: true for losses linear in it, so for all but dro.
    /// </summary>
    public bool IsLinearInAdvantage => Loss != PolicyLoss.Dro;

    /// <summary>All that is wrong, each as the setting's name and a sentence; empty when nothing is.</summary>
    public ImmutableArray<string> Problems() =>
    [
        .. Problem(Enum.IsDefined(Loss), "loss_fn: unknown"),
        .. Problem(Enum.IsDefined(Aggregation), "loss_aggregation: unknown"),
        .. Problem(
            ClipLow is >= 0 and <= 1, "clip_low_threshold: must be a ratio from 0 to 1, such as 0.8"),
        .. Problem(
            ClipHigh >= 1, "clip_high_threshold: must be a ratio of 1 or more, such as 1.2, not a distance from 1"),
        .. Problem(double.IsFinite(Beta) && Beta >= 0, "beta: must be a number of 0 or more"),
        .. Problem(
            Aggregation != LossAggregation.ConstantLength || ConstantLength >= 1,
            "loss_constant_length: must be 1 or more where loss_aggregation is constant_length"),
    ];

    private static IEnumerable<string> Problem(bool isKept, string sentence) => isKept ? [] : [sentence];
}
