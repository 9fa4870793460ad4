using CuaRl.Core.Policies;
using CuaRl.Core.Randomness;

namespace CuaRl.Core.Tests.Policies;

public sealed class PolicyGradientTests
{
    private const int Bits = 8;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 0.7)]
    [InlineData(6, 1)]
    [InlineData(6, 1.5)]
    public void Add_OfSomeDecisions_GivesTheFiniteDifferencesOfTheLoss(int hidden, double temperature)
    {
        const float Nudge = 1 / 256f;
        var shape = new PolicyShape(Bits, hidden);
        var policy = Noisy(shape);
        var taken = Enumerable.Range(0, 6)
            .Select(i => (Decision: Small((ulong)i), Chosen: i % 5, Slope: 1.5 - (0.6 * i)))
            .ToArray();
        var gradient = new PolicyGradient(shape);
        foreach (var (decision, chosen, slope) in taken)
        {
            gradient.Add(policy, decision, chosen, slope, temperature);
        }

        var slopes = 0;
        for (var place = 0; place < shape.WeightCount; place++)
        {
            var weight = policy.Weights[place];
            policy.Weights[place] = weight + Nudge;
            var above = Loss();
            policy.Weights[place] = weight - Nudge;
            var difference = (above - Loss()) / (2 * Nudge);
            policy.Weights[place] = weight;

            Assert.Equal(difference, gradient.Values[place], 5e-3);
            slopes += Math.Abs(difference) > 0.05 ? 1 : 0;
        }

        Assert.True(slopes >= 20, $"only {slopes} weights matter");

        double Loss() => taken.Sum(turn => turn.Slope * policy.LogProbability(turn.Decision, turn.Chosen, temperature));
    }

    [Fact]
    public void Norm_OfAGradient_IsItsLengthAndZeroWhenCleared()
    {
        var shape = new PolicyShape(Bits);
        var gradient = new PolicyGradient(shape);

        gradient.Add(SoftmaxPolicy.Create(shape, 1), new Decision([1, 2], [1, 2]), 0, -1, 1);
        Assert.Equal(Math.Sqrt(0.5), gradient.Norm(), 1e-9);
        gradient.Clear();
        Assert.Equal(0, gradient.Norm());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void Add_OfWhatIsShown_MakesItLikely(int hidden)
    {
        var shape = new PolicyShape(Bits, hidden);
        var (policy, gradient, optimizer) = (SoftmaxPolicy.Create(shape, 1), new PolicyGradient(shape), new AdamOptimizer(shape));
        for (var step = 0; step < 200; step++)
        {
            gradient.Clear();
            for (var i = 0UL; i < 4; i++)
            {
                gradient.Add(policy, Small(i), (int)i, -1, 1);
            }

            optimizer.Step(policy, gradient, new AdamSettings { LearningRate = 0.02 });
        }

        Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(i, policy.Greedy(Small((ulong)i))));
        Assert.All(Enumerable.Range(0, 4), i => Assert.InRange(policy.LogProbability(Small((ulong)i), i, 1), -0.2, 0));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e20)]
    public void Add_OfASlopeThatIsNoNumberOrTooLarge_IsRefusedByName(double slope)
    {
        var shape = new PolicyShape(Bits);
        var gradient = new PolicyGradient(shape);

        var error = Assert.Throws<NonFiniteGradientException>(() => gradient.Add(Noisy(shape), Small(1), 0, slope, 1));
        Assert.StartsWith("gradient: must be finite", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, gradient.Norm());
    }

    [Fact]
    public void Add_OfACandidateThatIsNotThere_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => new PolicyGradient(new PolicyShape(Bits)).Add(Noisy(new PolicyShape(Bits)), Small(1), 5, 1, 1));

    private static Decision Small(ulong seed)
    {
        var random = new SeededGenerator(seed);
        return new Decision([.. Enumerable.Range(0, 35).Select(_ => random.NextIndex(1 << Bits))], [7, 14, 21, 28, 35]);
    }

    private static SoftmaxPolicy Noisy(PolicyShape shape)
    {
        var (policy, random) = (SoftmaxPolicy.Create(shape, 7), new SeededGenerator(7));
        foreach (ref var weight in policy.Weights.AsSpan(0, shape.WeightCount))
        {
            weight += (float)random.NextUniform(-0.5, 0.5);
        }

        return policy;
    }
}
