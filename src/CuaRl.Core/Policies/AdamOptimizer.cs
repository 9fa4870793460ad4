using System.Numerics;

namespace CuaRl.Core.Policies;

/// <summary>
/// Adam with bias correction (Kingma and Ba, ICLR 2015, algorithm 1), on all weights: with step t from 1, m = b1 m + (1 - b1) g,
/// v = b2 v + (1 - b2) g^2, w = w - lr (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + eps). A weight that no gradient ever reached has
/// m = v = 0 and stays, so that only blocks with one that was reached are computed: the result is the same. One that was reached
/// goes on moving by its m in later steps. All in float32, number by number, the corrections in float64.
/// </summary>
public sealed class AdamOptimizer
{
    private readonly PolicyShape _shape;

    /// <summary>An optimizer before its first step.</summary>
    public AdamOptimizer(PolicyShape shape)
        : this(shape, 0, WeightBlocks.Allocate(shape.Checked()), WeightBlocks.Allocate(shape))
    {
    }

    internal AdamOptimizer(PolicyShape shape, long steps, float[] means, float[] squares)
    {
        (_shape, Steps, Means, Squares) = (shape, steps, means, squares);
        Reached = new bool[WeightBlocks.Count(shape)];
        for (var block = 0; block < Reached.Length; block++)
        {
            Reached[block] = Means.AsSpan(block * WeightBlocks.Size, WeightBlocks.Size).ContainsAnyExcept(0f)
                || Squares.AsSpan(block * WeightBlocks.Size, WeightBlocks.Size).ContainsAnyExcept(0f);
        }
    }

    /// <summary>How many steps it took.</summary>
    public long Steps { get; private set; }

    internal float[] Means { get; }

    internal float[] Squares { get; }

    private bool[] Reached { get; }

    /// <summary>The same optimizer, which steps of this one do not change.</summary>
    public AdamOptimizer Copy() => new(_shape, Steps, [.. Means], [.. Squares]);

    /// <summary>Takes a step; the gradient stays as it is.</summary>
    /// <returns>The gradient's length.</returns>
    /// <exception cref="ArgumentException">A setting is wrong, or the three are not of one shape.</exception>
    /// <exception cref="NonFiniteGradientException">The gradient is not finite, or the square of its length is not in float32.</exception>
    public double Step(SoftmaxPolicy policy, PolicyGradient gradient, AdamSettings settings)
    {
        if (settings.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(settings));
        }

        if (policy.Shape != _shape || gradient.Values.Length != Means.Length)
        {
            throw new ArgumentException($"policy, gradient and optimizer must be of one shape; this optimizer is of {_shape}", nameof(policy));
        }

        var norm = gradient.Norm();
        if (!float.IsFinite((float)(norm * norm)))
        {
            throw new NonFiniteGradientException(FormattableString.Invariant($"its length is {norm} in step {Steps + 1}"));
        }

        Steps++;
        var step = new Correction(
            (float)settings.Beta1, (float)settings.Beta2, (float)settings.Epsilon,
            (float)(settings.LearningRate / (1 - Math.Pow(settings.Beta1, Steps))),
            (float)(1 / (1 - Math.Pow(settings.Beta2, Steps))));
        for (var block = 0; block < Reached.Length; block++)
        {
            Reached[block] |= gradient.Touched[block];
            if (Reached[block])
            {
                StepBlock(block * WeightBlocks.Size, policy.Weights, gradient.Values, step);
            }
        }

        return norm;
    }

    private void StepBlock(int start, float[] weights, float[] gradient, in Correction step)
    {
        for (var i = start; i < start + WeightBlocks.Size; i += Vector<float>.Count)
        {
            var slope = new Vector<float>(gradient, i);
            var mean = (new Vector<float>(Means, i) * step.Beta1) + (slope * (1 - step.Beta1));
            var square = (new Vector<float>(Squares, i) * step.Beta2) + (slope * slope * (1 - step.Beta2));
            var move = mean * step.Rate / (Vector.SquareRoot(square * step.Scale) + new Vector<float>(step.Epsilon));
            mean.CopyTo(Means, i);
            square.CopyTo(Squares, i);
            (new Vector<float>(weights, i) - move).CopyTo(weights, i);
        }
    }

    private readonly record struct Correction(float Beta1, float Beta2, float Epsilon, float Rate, float Scale);
}
