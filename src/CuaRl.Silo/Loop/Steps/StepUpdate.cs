using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Grpo.Losses;
using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Loop.Steps;

/// <summary>What a step's optimizer steps came to.</summary>
internal sealed class StepUpdate(LossOptions options)
{
    private readonly SortedDictionary<string, double> _metrics = new(StringComparer.Ordinal);
    private readonly PolicyTally _tally = new();

    /// <summary>How many action tokens were trained on.</summary>
    public long Tokens { get; private set; }

    /// <summary>The sum of the losses of its optimizer steps; null when there was none.</summary>
    public double? Loss { get; private set; }

    /// <summary>Adds an optimizer step. Metrics of the last one count, as in tinker-cookbook.</summary>
    public void Add(IReadOnlyList<TrainingDatum> datums, GradientResult gradient, IReadOnlyDictionary<string, double> metrics)
    {
        for (var i = 0; i < datums.Count; i++)
        {
            Add(datums[i], gradient.LogProbabilities[i].Span);
        }

        foreach (var (name, value) in gradient.Metrics.Concat(metrics))
        {
            _metrics[name] = value;
        }

        Loss = (Loss ?? 0) + gradient.Metrics.GetValueOrDefault("loss");
    }

    /// <summary>Adds how far the policy that sampled is from the one it is drawn to, in nats.</summary>
    public void AddReference(double divergence) => _metrics[KlPenalty.Metric] = divergence;

    /// <summary>Adds how far the policy after the step is from the one that sampled.</summary>
    public void AddMoved(IReadOnlyList<TrainingDatum> datums, IReadOnlyList<ReadOnlyMemory<double>> after)
    {
        var tally = new KlTally();
        for (var i = 0; i < datums.Count; i++)
        {
            tally.Add(datums[i], after[i].Span);
        }

        if (tally.Tokens > 0)
        {
            tally.AddTo(_metrics, "kl_pre_post");
        }
    }

    /// <summary>All metrics of the step.</summary>
    public IReadOnlyDictionary<string, double> Metrics()
    {
        if (Tokens > 0)
        {
            _tally.AddTo(_metrics);
        }

        return _metrics;
    }

    private void Add(TrainingDatum datum, ReadOnlySpan<double> learner)
    {
        foreach (var action in datum.Actions)
        {
            var own = learner[..action.LogProbabilities.Length];
            learner = learner[own.Length..];
            for (var t = 0; t < own.Length && !action.IsMasked; t++)
            {
                var (p, q) = (own[t], action.LogProbabilities.Span[t]);
                _tally.Add(p, q, PolicyLosses.OfToken(options, p, q, action.Advantage).IsClipped);
                Tokens++;
            }
        }
    }
}
