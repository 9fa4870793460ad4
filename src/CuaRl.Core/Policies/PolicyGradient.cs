namespace CuaRl.Core.Policies;

/// <summary>
/// The gradient of a loss by a policy's weights, summed over decisions in the order in which they are added. Only blocks of weights
/// that a decision touches are looked at.
/// </summary>
public sealed class PolicyGradient
{
    private readonly PolicyShape _shape;

    /// <summary>A gradient of zeros.</summary>
    public PolicyGradient(PolicyShape shape)
    {
        _shape = shape.Checked();
        Values = WeightBlocks.Allocate(shape);
        Touched = new bool[WeightBlocks.Count(shape)];
    }

    internal float[] Values { get; }

    internal bool[] Touched { get; }

    /// <summary>
    /// Adds what a decision gives: with p the probabilities after temperature T and g the derivative of the loss by the logarithm of
    /// the chosen candidate's probability, the derivative by the score of candidate i is g ((i is chosen) - p_i) / T. With g = -1 it
    /// is the gradient of the cross entropy of that candidate.
    /// </summary>
    /// <param name="policy">The policy, at the weights that the loss is taken at.</param>
    /// <param name="decision">The decision.</param>
    /// <param name="chosen">The candidate that was taken.</param>
    /// <param name="lossByLogProbability">d(loss) / d(log-probability of that candidate).</param>
    /// <param name="temperature">The temperature that it was drawn at.</param>
    /// <exception cref="NonFiniteGradientException">That derivative or a probability is no number; nothing was added.</exception>
    public void Add(SoftmaxPolicy policy, Decision decision, int chosen, double lossByLogProbability, double temperature)
    {
        Span<double> logs = stackalloc double[decision.Count];
        policy.LogProbabilities(decision, temperature, logs);
        Add(policy, decision, logs, chosen, lossByLogProbability, temperature);
    }

    /// <summary>The same, where the logarithms of the probabilities are known already.</summary>
    internal void Add(
        SoftmaxPolicy policy, Decision decision, ReadOnlySpan<double> logs, int chosen, double lossByLogProbability, double temperature)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)chosen, (uint)decision.Count, nameof(chosen));
        var scale = ScaleOf(lossByLogProbability, logs[chosen], temperature);
        for (var i = 0; i < logs.Length; i++)
        {
            var byScore = (float)(scale * ((i == chosen ? 1 : 0) - Math.Exp(logs[i])));
            if (byScore != 0)
            {
                AddScore(policy, decision.FeaturesOf(i), byScore);
            }
        }
    }

    /// <summary>The derivative of the loss by the scores, but for the probabilities.</summary>
    /// <exception cref="NonFiniteGradientException">It is no number, or so large that its square is none in float32.</exception>
    internal static double ScaleOf(double lossByLogProbability, double logProbability, double temperature)
    {
        var scale = lossByLogProbability / temperature;
        return float.IsFinite((float)(scale * scale)) && double.IsFinite(logProbability)
            ? scale
            : throw new NonFiniteGradientException(FormattableString.Invariant(
                $"the loss's derivative is {lossByLogProbability} at a log-probability of {logProbability}"));
    }

    /// <summary>Its Euclidean length, summed in float64.</summary>
    public double Norm()
    {
        var sum = 0.0;
        for (var block = 0; block < Touched.Length; block++)
        {
            sum += Touched[block] ? SquareSum(block) : 0;
        }

        return Math.Sqrt(sum);
    }

    /// <summary>Back to zeros.</summary>
    public void Clear()
    {
        for (var block = 0; block < Touched.Length; block++)
        {
            if (Touched[block])
            {
                Values.AsSpan(block * WeightBlocks.Size, WeightBlocks.Size).Clear();
                Touched[block] = false;
            }
        }
    }

    private double SquareSum(int block)
    {
        var sum = 0.0;
        foreach (var value in Values.AsSpan(block * WeightBlocks.Size, WeightBlocks.Size))
        {
            sum += (double)value * value;
        }

        return sum;
    }

    private void AddScore(SoftmaxPolicy policy, ReadOnlySpan<int> features, float byScore)
    {
        if (_shape.HiddenUnits > 0)
        {
            AddHidden(policy, features, byScore);
            return;
        }

        var (values, touched) = (Values, Touched);
        foreach (var feature in features)
        {
            values[feature] += byScore;
            touched[feature / WeightBlocks.Size] = true;
        }
    }

    private void AddHidden(SoftmaxPolicy policy, ReadOnlySpan<int> features, float byScore)
    {
        var width = _shape.HiddenUnits;
        Span<float> units = stackalloc float[width];
        policy.Activate(features, units);
        var outputs = policy.Weights.AsSpan(_shape.Biases + width, width);
        Touch(_shape.Biases, 2 * width);
        WeightBlocks.Add(units, byScore, Values.AsSpan(_shape.Biases + width, width));
        for (var i = 0; i < width; i++)
        {
            units[i] = units[i] > 0 ? byScore * outputs[i] : 0;
        }

        WeightBlocks.Add(units, 1, Values.AsSpan(_shape.Biases, width));
        foreach (var feature in features)
        {
            WeightBlocks.Add(units, 1, Values.AsSpan(feature * width, width));
            Touch(feature * width, width);
        }
    }

    private void Touch(int start, int length)
    {
        for (var block = start / WeightBlocks.Size; block <= (start + length - 1) / WeightBlocks.Size; block++)
        {
            Touched[block] = true;
        }
    }
}
