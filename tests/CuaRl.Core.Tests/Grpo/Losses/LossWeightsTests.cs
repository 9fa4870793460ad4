using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Grpo.Losses;

namespace CuaRl.Core.Tests.Grpo.Losses;

public sealed class LossWeightsTests
{
    /// <summary>Two rollouts: one of two datums with 1 and 3 tokens, one with 4; and one that is masked altogether.</summary>
    private static readonly TrainingDatum[] Datums = [Datum(0, 1), Datum(0, 3), Datum(1, 4), Datum(2, 5, isMasked: true)];

    [Theory]
    [InlineData("token_sum", new[] { 1.0, 1, 1, 0 })]
    [InlineData("token_mean", new[] { 0.125, 0.125, 0.125, 0 })]
    [InlineData("sequence_mean", new[] { 0.125, 0.125, 0.125, 0 })]
    [InlineData("constant_length", new[] { 0.05, 0.05, 0.05, 0 })]
    [Trait("Flag", "loss_aggregation")]
    [Trait("Flag", "loss_constant_length")]
    public void Of_AnAggregation_CountsWholeRollouts(string aggregation, double[] expected) =>
        Assert.Equal(expected, LossWeights.Of(Options(aggregation), Datums));

    [Fact]
    public void Of_SequenceMean_GivesEachRolloutTheSameWeight()
    {
        var weights = LossWeights.Of(Options("sequence_mean"), [Datum(0, 2), Datum(1, 8)]);

        Assert.Equal([0.25, 0.0625], weights);
        Assert.Equal(weights[0] * 2, weights[1] * 8);
    }

    [Fact]
    public void Of_NothingToTrainOn_IsZero()
    {
        Assert.Equal([0], LossWeights.Of(Options("token_mean"), [Datum(0, 3, isMasked: true)]));
        Assert.Empty(LossWeights.Of(Options("sequence_mean"), []));
    }

    private static LossOptions Options(string aggregation) =>
        new() { Aggregation = PolicyLosses.Aggregations.Find(aggregation), ConstantLength = 10 };

    private static TrainingDatum Datum(int member, int tokens, bool isMasked = false) => new()
    {
        Group = 0,
        Member = member,
        Context = new[] { 7 },
        LastAction = new int[tokens],
        Actions = [new ActionSpan(0, 0, new float[tokens], 1, isMasked)],
        Length = tokens,
    };
}
