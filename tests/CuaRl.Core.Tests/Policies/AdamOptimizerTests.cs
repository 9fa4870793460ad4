using CuaRl.Core.Policies;

namespace CuaRl.Core.Tests.Policies;

public sealed class AdamOptimizerTests
{
    private static readonly PolicyShape Shape = new(8);

    [Fact]
    public void Step_AfterStep_FollowsTheFormulaOfThePaper()
    {
        var (policy, gradient, optimizer) = (SoftmaxPolicy.Create(Shape, 1), new PolicyGradient(Shape), new AdamOptimizer(Shape));
        var settings = new AdamSettings { LearningRate = 0.01 };
        var (weight, mean, square) = (0.0, 0.0, 0.0);
        for (var step = 1; step <= 30; step++)
        {
            gradient.Clear();
            gradient.Add(policy, new Decision([5, 9], [1, 2]), 0, step % 3 == 0 ? 0.5 : -1, 1);
            double slope = gradient.Values[5];
            mean = (0.9 * mean) + (0.1 * slope);
            square = (0.95 * square) + (0.05 * slope * slope);
            weight -= 0.01 * (mean / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(square / (1 - Math.Pow(0.95, step))) + 1e-8);

            var norm = optimizer.Step(policy, gradient, settings);

            Assert.Equal(weight, policy.Weights[5], 1e-6);
            Assert.Equal(gradient.Norm(), norm);
            Assert.Equal(step, optimizer.Steps);
        }
    }

    [Fact]
    public void Step_OnWeightsWithoutAGradient_MovesThoseThatHadOneOnly()
    {
        var (policy, gradient, optimizer) = (SoftmaxPolicy.Create(Shape, 1), new PolicyGradient(Shape), new AdamOptimizer(Shape));
        gradient.Add(policy, new Decision([5, 200], [1, 2]), 0, -1, 1);
        optimizer.Step(policy, gradient, new AdamSettings());
        var moved = policy.Weights[5];
        gradient.Clear();

        optimizer.Step(policy, gradient, new AdamSettings());

        Assert.True(policy.Weights[5] > moved);
        Assert.Equal([5, 200], Enumerable.Range(0, policy.Weights.Length).Where(place => policy.Weights[place] != 0));
    }

    [Fact]
    public void Step_WithAGradientThatIsNotFinite_IsRefusedAndChangesNothing()
    {
        var (policy, gradient, optimizer) = (SoftmaxPolicy.Create(Shape, 1), new PolicyGradient(Shape), new AdamOptimizer(Shape));
        gradient.Add(policy, new Decision([5, 200], [1, 2]), 0, -1, 1);
        gradient.Values[200] = float.NaN;

        Assert.Throws<NonFiniteGradientException>(() => optimizer.Step(policy, gradient, new AdamSettings()));

        Assert.Equal(0, optimizer.Steps);
        Assert.All(policy.Weights, weight => Assert.Equal(0, weight));
    }

    /// <summary>In float32 the square of such a slope would be infinite for ever, in no checkpoint and with no step at that weight.</summary>
    [Fact]
    public void Step_WithAGradientWhoseSquareIsNotFinite_IsRefusedAndChangesNothing()
    {
        var (policy, gradient, optimizer) = (SoftmaxPolicy.Create(Shape, 1), new PolicyGradient(Shape), new AdamOptimizer(Shape));
        gradient.Add(policy, new Decision([5, 200], [1, 2]), 0, -1, 1);
        gradient.Values[200] = 1e20f;

        Assert.Throws<NonFiniteGradientException>(() => optimizer.Step(policy, gradient, new AdamSettings()));

        Assert.Equal(0, optimizer.Steps);
        Assert.All(policy.Weights, weight => Assert.Equal(0, weight));
        Assert.All(optimizer.Squares, square => Assert.Equal(0, square));
    }

    [Fact]
    public void Step_WithSettingsOrShapesThatDoNotFit_IsRefusedByName()
    {
        var (policy, gradient, optimizer) = (SoftmaxPolicy.Create(Shape, 1), new PolicyGradient(Shape), new AdamOptimizer(Shape));
        foreach (var (settings, name) in new[]
        {
            (new AdamSettings { LearningRate = -1 }, "learning_rate"), (new AdamSettings { LearningRate = double.NaN }, "learning_rate"),
            (new AdamSettings { Beta1 = 1 }, "beta1"), (new AdamSettings { Beta2 = -0.1 }, "beta2"), (new AdamSettings { Epsilon = 0 }, "eps"),
        })
        {
            var error = Assert.Throws<ArgumentException>(() => optimizer.Step(policy, gradient, settings));
            Assert.StartsWith($"{name}: ", error.Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentException>(() => optimizer.Step(SoftmaxPolicy.Create(new PolicyShape(9), 1), gradient, new AdamSettings()));
        Assert.Throws<ArgumentException>(() => optimizer.Step(policy, new PolicyGradient(new PolicyShape(9)), new AdamSettings()));
    }
}
