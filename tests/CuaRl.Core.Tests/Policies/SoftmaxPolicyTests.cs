using CuaRl.Core.Policies;
using CuaRl.Core.Randomness;

namespace CuaRl.Core.Tests.Policies;

public sealed class SoftmaxPolicyTests
{
    [Theory]
    [InlineData(0, 0.7)]
    [InlineData(0, 1)]
    [InlineData(0, 1.5)]
    [InlineData(8, 0.7)]
    [InlineData(8, 1)]
    [InlineData(8, 1.5)]
    public void LogProbability_OfWhatWasDrawn_IsTheRecordedOneBitByBit(int hidden, double temperature)
    {
        var policy = SampleDecisions.Trained(new PolicyShape(SampleDecisions.Bits, hidden));
        for (var seed = 0UL; seed < 300; seed++)
        {
            var decision = SampleDecisions.Random(seed, candidates: 3 + (int)(seed % 40));
            var choice = policy.Sample(decision, temperature, seed);

            var again = policy.LogProbability(decision, choice.Index, temperature);

            Assert.Equal(BitConverter.DoubleToInt64Bits(choice.LogProbability), BitConverter.DoubleToInt64Bits(again));
            Assert.Equal(1.0, Math.Exp(again - choice.LogProbability));
        }
    }

    [Fact]
    public void Sample_OverManyDraws_FollowsTheDistributionOfItsTemperature()
    {
        const int Draws = 40_000;
        var policy = SampleDecisions.Trained(new PolicyShape(SampleDecisions.Bits));
        var decision = SampleDecisions.Random(5);
        foreach (var temperature in new[] { 0.7, 1, 1.5 })
        {
            var random = new SeededGenerator(11);
            var counts = new int[decision.Count];
            for (var i = 0; i < Draws; i++)
            {
                counts[policy.Sample(decision, temperature, random.NextUnit()).Index]++;
            }

            for (var i = 0; i < counts.Length; i++)
            {
                var probability = Math.Exp(policy.LogProbability(decision, i, temperature));
                var deviation = Math.Sqrt(probability * (1 - probability) / Draws);
                Assert.InRange((double)counts[i] / Draws, probability - (5 * deviation), probability + (5 * deviation));
            }
        }
    }

    [Fact]
    public void LogProbabilities_OfScoresAtATemperature_AreThoseOfTheFormula()
    {
        var policy = SoftmaxPolicy.Of(new PolicyShape(8), new float[256]);
        (policy.Weights[1], policy.Weights[2]) = (1, 0.5f);
        var logs = new double[3];

        policy.LogProbabilities(new Decision([1, 1, 2, 3], [2, 3, 4]), 2, logs);

        var sum = Math.Exp(1) + Math.Exp(0.25) + Math.Exp(0);
        Assert.Equal([1 - Math.Log(sum), 0.25 - Math.Log(sum), -Math.Log(sum)], logs.Select(log => Math.Round(log, 12)).ToArray(), Near);
        Assert.Equal(0, policy.Greedy(new Decision([1, 1, 2, 3], [2, 3, 4])));
    }

    [Fact]
    public void Sample_AtTheEdgesOfTheUniformNumber_DrawsTheFirstAndTheLast()
    {
        var policy = SoftmaxPolicy.Create(new PolicyShape(SampleDecisions.Bits), 1);
        var decision = SampleDecisions.Random(1, candidates: 7);

        Assert.Equal(0, policy.Sample(decision, 1, 0.0).Index);
        Assert.Equal(6, policy.Sample(decision, 1, Math.BitDecrement(1.0)).Index);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Sample_AtATemperatureThatIsNone_IsRefused(double temperature) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => SoftmaxPolicy.Create(new PolicyShape(SampleDecisions.Bits), 1).Sample(SampleDecisions.Random(1), temperature, 0.5));

    [Fact]
    public void Create_FromASeed_MakesTheSamePolicyOnlyFromTheSameSeed()
    {
        var shape = new PolicyShape(SampleDecisions.Bits, 8);
        var policy = SoftmaxPolicy.Create(shape, 1);

        Assert.Equal(SampleDecisions.Bitwise(policy), SampleDecisions.Bitwise(SoftmaxPolicy.Create(shape, 1)));
        Assert.NotEqual(SampleDecisions.Bitwise(policy), SampleDecisions.Bitwise(SoftmaxPolicy.Create(shape, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => SoftmaxPolicy.Create(new PolicyShape(18, 257), 1));
    }

    private static bool Near(double one, double other) => Math.Abs(one - other) < 1e-9;
}
