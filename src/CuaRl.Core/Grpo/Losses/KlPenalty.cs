using CuaRl.Core.Grpo.Batches;

namespace CuaRl.Core.Grpo.Losses;

/// <summary>
/// Draws the policy to a reference by its advantages: tinker-cookbook's <c>incorporate_kl_penalty</c>. With d = q - reference at
/// action tokens that are not masked, and its mean over the minibatch, coefficient * (mean - d) is added to a token's advantage.
/// </summary>
public static class KlPenalty
{
    /// <summary>The name of the metric that the mean of d is, in nats.</summary>
    public const string Metric = "kl_policy_base";

    /// <summary>The datums with what is added to their advantages, and the mean of d.</summary>
    /// <param name="datums">The minibatch; what an earlier penalty added is replaced.</param>
    /// <param name="reference">For each datum the reference's log-probabilities of all its targets.</param>
    /// <param name="coefficient">kl_penalty_coef, above 0.</param>
    /// <param name="discount">
    /// kl_discount_factor gamma: where above 0, what is added at t becomes the sum over k of gamma^k times what would be at t + k,
    /// at observation tokens too.
    /// </param>
    /// <exception cref="GrpoException">A log-probability is missing or not finite, or there is no action token.</exception>
    public static (TrainingDatum[] Datums, double Mean) Apply(
        IReadOnlyList<TrainingDatum> datums,
        IReadOnlyList<ReadOnlyMemory<double>> reference,
        double coefficient,
        double discount = 0)
    {
        var mean = Mean(datums, reference);
        var penalized = new TrainingDatum[datums.Count];
        for (var i = 0; i < penalized.Length; i++)
        {
            penalized[i] = datums[i] with { Addends = Addends(datums[i], reference[i].Span, mean, coefficient, discount) };
        }

        return (penalized, mean);
    }

    private static double Mean(IReadOnlyList<TrainingDatum> datums, IReadOnlyList<ReadOnlyMemory<double>> reference)
    {
        var (sum, tokens) = (0.0, 0L);
        for (var i = 0; i < datums.Count; i++)
        {
            var given = i < reference.Count ? reference[i].Length : 0;
            if (given != datums[i].Length)
            {
                throw GrpoErrors.Reference(i, GrpoErrors.CountedBy(given, datums[i].Length));
            }

            foreach (var action in datums[i].Actions)
            {
                for (var t = 0; t < action.LogProbabilities.Length && !action.IsMasked; t++)
                {
                    sum += KlEstimates.K1(action.LogProbabilities.Span[t], reference[i].Span[action.Start + t]);
                    tokens++;
                }
            }

            if (!double.IsFinite(sum))
            {
                throw GrpoErrors.Reference(i, "must be finite numbers");
            }
        }

        return tokens > 0 ? sum / tokens : throw GrpoErrors.NoActionTokens(Metric);
    }

    private static double[] Addends(
        TrainingDatum datum, ReadOnlySpan<double> reference, double mean, double coefficient, double discount)
    {
        var addends = new double[datum.Length];
        foreach (var action in datum.Actions)
        {
            for (var t = 0; t < action.LogProbabilities.Length && !action.IsMasked; t++)
            {
                var at = action.Start + t;
                addends[at] = coefficient * (mean - KlEstimates.K1(action.LogProbabilities.Span[t], reference[at]));
            }
        }

        for (var t = addends.Length - 2; t >= 0 && discount > 0; t--)
        {
            addends[t] += discount * addends[t + 1];
        }

        return addends;
    }
}
