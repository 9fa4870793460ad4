namespace CuaRl.Core.Grpo.Losses;

/// <summary>Losses and their derivatives, in double. Formulas: Tinker's losses, with which SkyRL's agree.</summary>
public static class PolicyLosses
{
    /// <summary>The losses by Tinker's names.</summary>
    public static NameTable<PolicyLoss> Names { get; } = new(
        "loss",
        (PolicyLoss.ImportanceSampling, ["importance_sampling"]),
        (PolicyLoss.Ppo, ["ppo"]),
        (PolicyLoss.Cispo, ["cispo"]),
        (PolicyLoss.CrossEntropy, ["cross_entropy"]),
        (PolicyLoss.Dro, ["dro"]));

    /// <summary>The aggregations by name, those of verl and TRL too.</summary>
    public static NameTable<LossAggregation> Aggregations { get; } = new(
        "loss aggregation",
        (LossAggregation.TokenSum, ["token_sum", "token-sum"]),
        (LossAggregation.TokenMean, ["token_mean", "token-mean"]),
        (LossAggregation.SequenceMean, ["sequence_mean", "seq-mean-token-mean"]),
        (LossAggregation.ConstantLength, ["constant_length", "seq-mean-token-sum-norm", "dr_grpo"]));

    /// <summary>The loss of a token.</summary>
    /// <param name="options">Which one.</param>
    /// <param name="learner">The learner's log-probability p, in nats.</param>
    /// <param name="sampled">The log-probability q that it was sampled with, in nats.</param>
    /// <param name="advantage">Its advantage A.</param>
    public static TokenLoss OfToken(LossOptions options, double learner, double sampled, double advantage) => options.Loss switch
    {
        PolicyLoss.ImportanceSampling => ImportanceSampling(Math.Exp(learner - sampled), advantage),
        PolicyLoss.Ppo => Ppo(options, Math.Exp(learner - sampled), advantage),
        PolicyLoss.Cispo => Cispo(options, Math.Exp(learner - sampled), learner, advantage),
        PolicyLoss.CrossEntropy => new TokenLoss(-learner * advantage, -advantage),
        PolicyLoss.Dro => Dro(options.Beta, learner - sampled, learner, advantage),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Loss, null),
    };

    /// <summary>The weighted sum of the losses of a sequence of tokens, in their order.</summary>
    /// <param name="options">Which loss.</param>
    /// <param name="learner">The learner's log-probability of each.</param>
    /// <param name="sampled">The sampler's.</param>
    /// <param name="advantages">The advantage of each.</param>
    /// <param name="derivatives">Takes the derivative of the sum with respect to each learner's log-probability.</param>
    /// <param name="weight">What each token's loss is multiplied by; see <see cref="LossWeights"/>.</param>
    /// <param name="tally">Takes the tokens into the step's metrics, when there is one.</param>
    /// <exception cref="GrpoException">A loss is not finite; the message names the token.</exception>
    public static double OfTokens(
        LossOptions options,
        ReadOnlySpan<double> learner,
        ReadOnlySpan<double> sampled,
        ReadOnlySpan<double> advantages,
        Span<double> derivatives,
        double weight = 1,
        PolicyTally? tally = null)
    {
        var sum = 0.0;
        for (var i = 0; i < learner.Length; i++)
        {
            var loss = OfToken(options, learner[i], sampled[i], advantages[i]);
            if (!double.IsFinite(loss.Value) || !double.IsFinite(loss.Derivative))
            {
                throw GrpoErrors.LossNotFinite(Names.NameOf(options.Loss), i, learner[i], sampled[i]);
            }

            sum += loss.Value;
            derivatives[i] = weight * loss.Derivative;
            tally?.Add(learner[i], sampled[i], loss.IsClipped);
        }

        return weight * sum;
    }

    private static TokenLoss ImportanceSampling(double ratio, double advantage) => new(-ratio * advantage, -ratio * advantage);

    private static TokenLoss Ppo(LossOptions options, double ratio, double advantage)
    {
        var plain = ratio * advantage;
        var clipped = Math.Clamp(ratio, options.ClipLow, options.ClipHigh) * advantage;
        return clipped < plain ? new TokenLoss(-clipped, 0, IsClipped: true) : new TokenLoss(-plain, -plain);
    }

    private static TokenLoss Cispo(LossOptions options, double ratio, double learner, double advantage)
    {
        var clipped = Math.Clamp(ratio, options.ClipLow, options.ClipHigh);
        return new TokenLoss(-clipped * learner * advantage, -clipped * advantage, clipped != ratio);
    }

    private static TokenLoss Dro(double beta, double difference, double learner, double advantage) =>
        new(-((learner * advantage) - (0.5 * beta * difference * difference)), -(advantage - (beta * difference)));
}
