namespace CuaRl.Core.Grpo.Losses;

/// <summary>The metrics of an optimizer step, from its action tokens in their order.</summary>
public sealed class PolicyTally
{
    private readonly KlTally _divergence = new();
    private double _ratios;
    private double _least = double.PositiveInfinity;
    private double _greatest = double.NegativeInfinity;
    private long _clipped;
    private double _entropies;
    private long _withEntropy;

    /// <summary>Adds a token.</summary>
    /// <param name="learner">The learner's log-probability, in nats.</param>
    /// <param name="sampled">The log-probability that it was sampled with.</param>
    /// <param name="isClipped">Whether its ratio was clipped.</param>
    public void Add(double learner, double sampled, bool isClipped)
    {
        _divergence.Add(sampled, learner);
        var ratio = Math.Exp(learner - sampled);
        _ratios += ratio;
        _least = Math.Min(_least, ratio);
        _greatest = Math.Max(_greatest, ratio);
        _clipped += isClipped ? 1 : 0;
    }

    /// <summary>Adds the entropy, in nats, of the whole distribution that a token was chosen from, where the trainer knows it.</summary>
    public void AddEntropy(double entropy)
    {
        _entropies += entropy;
        _withEntropy++;
    }

    /// <summary>
    /// Adds to a step's metrics <c>optim/kl_sample_train_v1</c>, <c>_v2</c> and <c>_v3</c>, <c>optim/entropy</c> (the mean of -q, as
    /// tinker-cookbook has it), <c>optim/ratio_mean</c>, <c>_min</c> and <c>_max</c>, <c>optim/clip_fraction</c>, and
    /// <c>optim/policy_entropy</c> where entropies were given.
    /// </summary>
    /// <exception cref="GrpoException">No token was added.</exception>
    public void AddTo(IDictionary<string, double> metrics)
    {
        _divergence.AddTo(metrics, "optim/kl_sample_train");
        double tokens = _divergence.Tokens;
        metrics["optim/entropy"] = _divergence.SampledEntropy;
        metrics["optim/ratio_mean"] = _ratios / tokens;
        metrics["optim/ratio_min"] = _least;
        metrics["optim/ratio_max"] = _greatest;
        metrics["optim/clip_fraction"] = _clipped / tokens;
        if (_withEntropy > 0)
        {
            metrics["optim/policy_entropy"] = _entropies / _withEntropy;
        }
    }
}
