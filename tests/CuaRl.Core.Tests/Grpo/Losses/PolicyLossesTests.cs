using System.Text.Json;
using CuaRl.Core.Grpo;
using CuaRl.Core.Grpo.Losses;
using CuaRl.Core.Randomness;
using CuaRl.TestKit.Oracles;

namespace CuaRl.Core.Tests.Grpo.Losses;

public sealed class PolicyLossesTests
{
    private const double Tolerance = 1e-9;
    private const string Oracle = "grpo/losses.json";

    [Fact]
    [Trait("Flag", "loss_fn")]
    [Trait("Flag", "clip_low_threshold")]
    [Trait("Flag", "clip_high_threshold")]
    [Trait("Flag", "beta")]
    public void OfTokens_OfEachLoss_GivesSumAndDerivatives() =>
        Assert.All(LossCase.Literals, one => one.AssertHolds(Tolerance));

    [OracleFact(Oracle)]
    public void OfTokens_OfEveryCaseOfTheOracle_GivesItsNumbers()
    {
        using var oracle = JsonDocument.Parse(File.ReadAllBytes(OracleFolder.PathOf(Oracle)));
        LossCase[] cases =
        [
            .. oracle.RootElement.GetProperty("tinker_losses").EnumerateArray().SelectMany(LossCase.Read),
            .. LossCase.Read(oracle.RootElement.GetProperty("published_example")),
        ];
        Assert.Equal(14, cases.Length);

        Assert.All(cases, one => one.AssertHolds(Tolerance));
    }

    [Theory]
    [InlineData("importance_sampling", -4.475003)]
    [InlineData("ppo", -3.105171)]
    [InlineData("cispo", 1.314654)]
    [InlineData("dro", 0.91825)]
    public void OfTokens_OfTheReferencesExample_GivesItsSum(string loss, double sum) => Assert.Equal(
        sum,
        PolicyLosses.OfTokens(Options(loss), [-0.9, -1.6, -0.4], [-1, -1, -1], [1, -0.5, 2], new double[3]),
        1e-6);

    [Theory]
    [InlineData("importance_sampling")]
    [InlineData("ppo")]
    [InlineData("cross_entropy")]
    [InlineData("dro")]
    public void OfToken_AnyToken_HasTheSlopeOfItsValue(string loss)
    {
        const double Step = 1e-6;
        var random = new SeededGenerator(5);
        for (var i = 0; i < 500; i++)
        {
            var (learner, sampled, advantage) = (random.NextUniform(-2, 0), random.NextUniform(-2, 0), random.NextUniform(-2, 2));
            var token = PolicyLosses.OfToken(Options(loss), learner, sampled, advantage);
            var above = PolicyLosses.OfToken(Options(loss), learner + Step, sampled, advantage);
            var below = PolicyLosses.OfToken(Options(loss), learner - Step, sampled, advantage);

            // A finite difference says nothing where the bound itself lies between the two.
            if (above.IsClipped == below.IsClipped)
            {
                Assert.Equal((above.Value - below.Value) / (2 * Step), token.Derivative, 1e-6);
            }
        }
    }

    [Fact]
    public void OfToken_OnPolicy_IsTheAdvantageWhateverTheLoss() => Assert.All(
        (string[])["importance_sampling", "ppo", "cispo", "dro", "cross_entropy"],
        loss => Assert.Equal(-0.3, PolicyLosses.OfToken(Options(loss), -1.7, -1.7, 0.3).Derivative));

    [Fact]
    public void OfTokens_WithAWeight_ScalesSumAndDerivatives()
    {
        var derivatives = new double[2];

        var sum = PolicyLosses.OfTokens(Options("cross_entropy"), [-1, -3], [0, 0], [1, 1], derivatives, weight: 0.25);

        Assert.Equal(1, sum);
        Assert.Equal([-0.25, -0.25], derivatives);
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(800, 1)]
    [InlineData(-1, double.NaN)]
    public void OfTokens_WhereALossIsNotFinite_NamesTheToken(double learner, double advantage)
    {
        var error = Assert.Throws<GrpoException>(() => PolicyLosses.OfTokens(
            Options("importance_sampling"), [-1, learner], [-1, -1], [1, advantage], new double[2]));

        Assert.StartsWith("loss 'importance_sampling' is not finite at token 1: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_OfOptions_NameEachSetting()
    {
        var wrong = new LossOptions
        {
            Loss = (PolicyLoss)9,
            ClipLow = 1.2,
            ClipHigh = 0.2,
            Beta = double.NaN,
            Aggregation = LossAggregation.ConstantLength,
        };

        Assert.Empty(new LossOptions().Problems());
        Assert.Empty(new LossOptions { ClipLow = 0, ClipHigh = double.PositiveInfinity }.Problems());
        Assert.Equal(
            ["loss_fn", "clip_low_threshold", "clip_high_threshold", "beta", "loss_constant_length"],
            wrong.Problems().Select(problem => problem[..problem.IndexOf(':', StringComparison.Ordinal)]));
        Assert.Equal(
            "no loss 'gspo'; there are cispo, cross_entropy, dro, importance_sampling, ppo", PolicyLosses.Names.Problem("gspo"));
    }

    private static LossOptions Options(string loss) => new() { Loss = PolicyLosses.Names.Find(loss) };
}
