using CuaRl.Core.Randomness;

namespace CuaRl.Core.Policies;

/// <summary>
/// A softmax over the candidates of a decision: each has a score, the sum of the weights of its features, or of a hidden layer of
/// rectified units over them; a candidate's probability is exp(score / temperature), normalized. Weights and scores are float32,
/// probabilities float64; all sums have one order, so that the same weights and decision give the same bits whenever they are asked
/// for. Reading is safe for many callers at once as long as nobody trains it.
/// </summary>
public sealed class SoftmaxPolicy
{
    private const float InitialBound = 0.1f;

    private SoftmaxPolicy(PolicyShape shape, float[] weights) => (Shape, Weights) = (shape, weights);

    /// <summary>How it is made.</summary>
    public PolicyShape Shape { get; }

    /// <summary>Its weights, padded to whole blocks.</summary>
    internal float[] Weights { get; }

    /// <summary>A policy that has learnt nothing. A linear one finds all candidates equal; a hidden layer is random.</summary>
    /// <param name="shape">How it is made.</param>
    /// <param name="seed">What a hidden layer's first weights follow from.</param>
    /// <exception cref="ArgumentOutOfRangeException">No policy can be shaped so.</exception>
    public static SoftmaxPolicy Create(PolicyShape shape, ulong seed)
    {
        var policy = new SoftmaxPolicy(shape.Checked(), WeightBlocks.Allocate(shape));
        if (shape.HiddenUnits > 0)
        {
            var random = new SeededGenerator(seed);
            foreach (ref var weight in policy.Weights.AsSpan(0, shape.Biases))
            {
                weight = InitialBound * (float)random.NextUniform(-1, 1);
            }

            foreach (ref var weight in policy.Weights.AsSpan(shape.Biases + shape.HiddenUnits, shape.HiddenUnits))
            {
                weight = (float)random.NextUniform(-1, 1) / MathF.Sqrt(shape.HiddenUnits);
            }
        }

        return policy;
    }

    /// <summary>A policy of these weights.</summary>
    internal static SoftmaxPolicy Of(PolicyShape shape, float[] weights) => new(shape, weights);

    /// <summary>The same policy, which training of this one does not change.</summary>
    public SoftmaxPolicy Copy() => new(Shape, [.. Weights]);

    /// <summary>The weight at a place, for looking at it.</summary>
    public float Weight(int index) => Weights[index];

    /// <summary>The logarithms of the probabilities of all candidates.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="temperature">Above 0; 1 leaves the scores as they are.</param>
    /// <param name="into">As many numbers as there are candidates.</param>
    public void LogProbabilities(Decision decision, double temperature, Span<double> into)
    {
        if (!(temperature > 0) || double.IsInfinity(temperature))
        {
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, "temperature: must be above 0");
        }

        Scores(decision, into);
        var most = double.NegativeInfinity;
        for (var i = 0; i < into.Length; i++)
        {
            into[i] /= temperature;
            most = Math.Max(most, into[i]);
        }

        var sum = 0.0;
        foreach (var score in into)
        {
            sum += Math.Exp(score - most);
        }

        var log = most + Math.Log(sum);
        foreach (ref var score in into)
        {
            score -= log;
        }
    }

    /// <summary>The logarithm of the probability of one candidate.</summary>
    public double LogProbability(Decision decision, int candidate, double temperature)
    {
        Span<double> logs = stackalloc double[decision.Count];
        LogProbabilities(decision, temperature, logs);
        return logs[candidate];
    }

    /// <summary>Draws a candidate.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="temperature">Above 0.</param>
    /// <param name="uniform">A number from 0, included, to 1, excluded: all the chance there is in it.</param>
    public PolicyChoice Sample(Decision decision, double temperature, double uniform)
    {
        Span<double> logs = stackalloc double[decision.Count];
        LogProbabilities(decision, temperature, logs);
        var (sum, last) = (0.0, 0);
        for (var i = 0; i < logs.Length; i++)
        {
            var probability = Math.Exp(logs[i]);
            last = probability > 0 ? i : last;
            sum += probability;
            if (sum > uniform)
            {
                return new PolicyChoice(i, logs[i]);
            }
        }

        return new PolicyChoice(last, logs[last]);
    }

    /// <summary>Draws a candidate by a seed, which stands for one uniform number.</summary>
    public PolicyChoice Sample(Decision decision, double temperature, ulong seed) =>
        Sample(decision, temperature, new SeededGenerator(seed).NextUnit());

    /// <summary>The candidate of the highest score, the first of several.</summary>
    public int Greedy(Decision decision)
    {
        Span<double> scores = stackalloc double[decision.Count];
        Scores(decision, scores);
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        return best;
    }

    private void Scores(Decision decision, Span<double> into)
    {
        Span<float> units = stackalloc float[Shape.HiddenUnits];
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = Shape.HiddenUnits == 0 ? Sum(decision.FeaturesOf(i)) : Score(decision.FeaturesOf(i), units);
        }
    }

    /// <summary>Four sums side by side, which the processor adds at once, then those four.</summary>
    private float Sum(ReadOnlySpan<int> features)
    {
        var weights = Weights;
        var (a, b, c, d, i) = (0f, 0f, 0f, 0f, 0);
        for (; i + 4 <= features.Length; i += 4)
        {
            a += weights[features[i]];
            b += weights[features[i + 1]];
            c += weights[features[i + 2]];
            d += weights[features[i + 3]];
        }

        for (; i < features.Length; i++)
        {
            a += weights[features[i]];
        }

        return a + b + (c + d);
    }

    private float Score(ReadOnlySpan<int> features, Span<float> units)
    {
        Activate(features, units);
        var outputs = Weights.AsSpan(Shape.Biases + Shape.HiddenUnits, Shape.HiddenUnits);
        var score = 0f;
        for (var i = 0; i < units.Length; i++)
        {
            score += units[i] * outputs[i];
        }

        return score;
    }

    /// <summary>The hidden layer of a candidate: rectified sums, unit by unit, so that no sum crosses the lanes of a vector.</summary>
    internal void Activate(ReadOnlySpan<int> features, Span<float> units)
    {
        var width = units.Length;
        Weights.AsSpan(Shape.Biases, width).CopyTo(units);
        foreach (var feature in features)
        {
            WeightBlocks.Add(Weights.AsSpan(feature * width, width), 1, units);
        }

        foreach (ref var unit in units)
        {
            unit = MathF.Max(0, unit);
        }
    }
}
