using CuaRl.Core.Grpo.Batches;

namespace CuaRl.Core.Grpo.Losses;

/// <summary>Means over action tokens of how far another policy is from the one that sampled them.</summary>
public sealed class KlTally
{
    private double _k1;
    private double _k2;
    private double _k3;
    private double _sampled;

    /// <summary>How many tokens were added.</summary>
    public long Tokens { get; private set; }

    /// <summary>Adds a token.</summary>
    /// <param name="sampled">The log-probability that it was sampled with, in nats.</param>
    /// <param name="other">The other policy's.</param>
    public void Add(double sampled, double other)
    {
        Tokens++;
        _k1 += KlEstimates.K1(sampled, other);
        _k2 += KlEstimates.K2(sampled, other);
        _k3 += KlEstimates.K3(sampled, other);
        _sampled += sampled;
    }

    /// <summary>Adds the action tokens of a datum that are not masked.</summary>
    /// <param name="datum">The datum.</param>
    /// <param name="other">The other policy's log-probabilities of all its targets.</param>
    public void Add(TrainingDatum datum, ReadOnlySpan<double> other)
    {
        foreach (var action in datum.Actions)
        {
            var sampled = action.LogProbabilities.Span;
            for (var i = 0; i < sampled.Length && !action.IsMasked; i++)
            {
                Add(sampled[i], other[action.Start + i]);
            }
        }
    }

    /// <summary>
    /// Adds to a step's metrics the means of q - p, (q - p)^2 / 2 and exp(p - q) - (p - q) - 1 as <c>NAME_v1</c>, <c>NAME_v2</c>
    /// and <c>NAME_v3</c>. tinker-cookbook has the first two, as <c>optim/kl_sample_train</c> with the learner before the step and
    /// as <c>kl_pre_post</c> with the policy after it.
    /// </summary>
    /// <exception cref="GrpoException">No token was added.</exception>
    public void AddTo(IDictionary<string, double> metrics, string name)
    {
        var tokens = Tokens > 0 ? Tokens : throw GrpoErrors.NoActionTokens(name);
        metrics[$"{name}_v1"] = _k1 / tokens;
        metrics[$"{name}_v2"] = _k2 / tokens;
        metrics[$"{name}_v3"] = _k3 / tokens;
    }

    /// <summary>The mean of -q: the entropy of the sampled tokens, in nats. Only where a token was added.</summary>
    internal double SampledEntropy => -_sampled / Tokens;
}
