using CuaRl.Core.Grpo;
using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Grpo.Losses;

namespace CuaRl.Core.Tests.Grpo.Losses;

public sealed class KlPenaltyTests
{
    private static readonly TrainingDatum[] Datums = [Datum(-1, -2), Datum(-0.5f, -0.5f)];
    private static readonly ReadOnlyMemory<double>[] Reference = [new[] { 9, -1.5, -2.5 }, new[] { 9, -0.5, -1.5 }];

    [Fact]
    [Trait("Flag", "kl_penalty_coef")]
    public void Apply_WithoutDiscount_AddsTheDistanceFromTheMean()
    {
        var (penalized, mean) = KlPenalty.Apply(Datums, Reference, 0.1);

        Assert.Equal(0.5, mean);
        AssertAdvantages([0, 2, 2], penalized[0]);
        AssertAdvantages([0, 2.05, 1.95], penalized[1]);
        AssertAdvantages([0, 2, 2], Datums[1]);
    }

    [Fact]
    [Trait("Flag", "kl_discount_factor")]
    public void Apply_WithDiscount_SpreadsWhatIsAddedBackwards()
    {
        var (penalized, _) = KlPenalty.Apply(Datums, Reference, 0.1, 0.9);

        AssertAdvantages([0.0045, 2.005, 1.95], penalized[1]);
    }

    [Fact]
    public void Apply_ToMaskedActions_LeavesThemOut()
    {
        TrainingDatum[] datums = [Datums[0], Datums[1] with { Actions = [Datums[1].Actions[0] with { IsMasked = true, Advantage = 0 }] }];

        var (penalized, mean) = KlPenalty.Apply(datums, Reference, 0.1);

        Assert.Equal(0.5, mean);
        AssertAdvantages([0, 0, 0], penalized[1]);
    }

    [Fact]
    public void Apply_ToBadInput_NamesWhatIsWrong()
    {
        TrainingDatum[] masked = [Datums[0] with { Actions = [Datums[0].Actions[0] with { IsMasked = true }] }];

        Assert.StartsWith(
            "reference log-probabilities of datum 1: there are 2, but 3 are needed",
            Assert.Throws<GrpoException>(() => KlPenalty.Apply(Datums, [Reference[0], new[] { 1.0, 2 }], 0.1)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "reference log-probabilities of datum 0: must be finite",
            Assert.Throws<GrpoException>(() => KlPenalty.Apply(Datums, [new[] { 0, double.NaN, 0 }, Reference[1]], 0.1)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "kl_policy_base: there is no action token",
            Assert.Throws<GrpoException>(() => KlPenalty.Apply(masked, Reference, 0.1)).Message,
            StringComparison.Ordinal);
    }

    private static TrainingDatum Datum(params float[] sampled) => new()
    {
        Group = 0,
        Member = 0,
        Context = new[] { 7, 8 },
        LastAction = new[] { 1, 2 },
        Actions = [new ActionSpan(0, 1, sampled, 2, IsMasked: false)],
        Length = 3,
    };

    private static void AssertAdvantages(double[] expected, TrainingDatum datum)
    {
        var advantages = new double[datum.Length];
        datum.WriteAdvantages(advantages);
        Assert.All(expected.Zip(advantages), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }
}
