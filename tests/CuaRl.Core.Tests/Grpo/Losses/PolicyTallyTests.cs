using System.Text.Json;
using CuaRl.Core.Grpo;
using CuaRl.Core.Grpo.Batches;
using CuaRl.Core.Grpo.Losses;
using CuaRl.TestKit.Oracles;

namespace CuaRl.Core.Tests.Grpo.Losses;

public sealed class PolicyTallyTests
{
    private const double Tolerance = 1e-9;
    private const string Oracle = "grpo/losses.json";

    [Theory]
    [InlineData(new[] { -1.0, -2, -0.5, -0.1 }, new[] { -1.2, -1.9, -0.7, -0.1 }, 0.075, 0.01125, 0.9)]
    [InlineData(new[] { -0.5, -1, -0.25 }, new[] { -0.6, -0.9, -0.25 }, 0, 0.01 / 3, 1.75 / 3)]
    public void AddTo_OfTokens_GivesTheCookbooksMetrics(double[] sampled, double[] learner, double v1, double v2, double entropy)
    {
        var tally = new PolicyTally();
        PolicyLosses.OfTokens(new LossOptions(), learner, sampled, new double[sampled.Length], new double[sampled.Length], tally: tally);
        var metrics = new Dictionary<string, double>();

        tally.AddTo(metrics);

        Assert.Equal(v1, metrics["optim/kl_sample_train_v1"], 1e-12);
        Assert.Equal(v2, metrics["optim/kl_sample_train_v2"], 1e-12);
        Assert.Equal(entropy, metrics["optim/entropy"], 1e-12);
        Assert.DoesNotContain("optim/policy_entropy", metrics.Keys);
    }

    [Fact]
    public void AddTo_OfClippedTokens_GivesRatiosAndTheirShare()
    {
        var options = new LossOptions { Loss = PolicyLoss.Ppo };
        var tally = new PolicyTally();
        double[] ratios = [0.5, 1, 1.5, 2];
        double[] learner = [.. ratios.Select(ratio => Math.Log(ratio))];
        PolicyLosses.OfTokens(options, learner, new double[4], [1, 1, 1, -1], new double[4], tally: tally);
        tally.AddEntropy(1);
        tally.AddEntropy(2);
        var metrics = new Dictionary<string, double>();

        tally.AddTo(metrics);

        Assert.Equal(1.25, metrics["optim/ratio_mean"], 1e-12);
        Assert.Equal(0.5, metrics["optim/ratio_min"], 1e-12);
        Assert.Equal(2, metrics["optim/ratio_max"], 1e-12);
        Assert.Equal(0.25, metrics["optim/clip_fraction"]);
        Assert.Equal(1.5, metrics["optim/policy_entropy"]);
    }

    [Fact]
    public void Add_OfADatum_TakesActionTokensThatAreNotMasked()
    {
        var datum = new TrainingDatum
        {
            Group = 0,
            Member = 0,
            Context = new[] { 1, 2, 3, 4 },
            LastAction = new[] { 5, 6 },
            Actions =
            [
                new ActionSpan(0, 1, new[] { -9f }, 0, IsMasked: true),
                new ActionSpan(1, 3, new[] { -1f, -0.5f }, 1, IsMasked: false),
            ],
            Length = 5,
        };
        var after = new KlTally();
        after.Add(datum, [7, 7, 7, -1.5, -0.5]);
        var metrics = new Dictionary<string, double>();

        after.AddTo(metrics, "kl_pre_post");

        Assert.Equal(2, after.Tokens);
        Assert.Equal(0.25, metrics["kl_pre_post_v1"]);
        Assert.Equal(0.0625, metrics["kl_pre_post_v2"]);
        Assert.Equal((Math.Exp(-0.5) - 0.5) / 2, metrics["kl_pre_post_v3"], 1e-12);
    }

    [Fact]
    public void AddTo_WithoutTokens_IsANamedError()
    {
        var error = Assert.Throws<GrpoException>(() => new PolicyTally().AddTo(new Dictionary<string, double>()));

        Assert.StartsWith("optim/kl_sample_train: there is no action token", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-0.5, -1.5, 1, 0.5, 0.36787944117144233)]
    [InlineData(-1.5, -0.5, -1, 0.5, 0.7182818284590451)]
    [InlineData(0, -30, 30, 450, 10)]
    [InlineData(-30, 0, -30, 450, 10)]
    public void KlEstimates_OfAToken_AreVerls(double sampled, double other, double k1, double k2, double k3) =>
        AssertEstimates(sampled, other, k1, k2, k3);

    [OracleFact(Oracle)]
    public void KlEstimates_OfEveryRowOfTheOracle_AreVerls()
    {
        using var oracle = JsonDocument.Parse(File.ReadAllBytes(OracleFolder.PathOf(Oracle)));
        var rows = oracle.RootElement.GetProperty("kl_rows").EnumerateArray().ToArray();
        Assert.Equal(16, rows.Length);

        Assert.All(rows, row => AssertEstimates(
            Number(row, "logprob"), Number(row, "ref_logprob"), Number(row, "k1"), Number(row, "k2"), Number(row, "k3")));

        static double Number(JsonElement row, string name) => row.GetProperty(name).GetDouble();
    }

    private static void AssertEstimates(double sampled, double other, double k1, double k2, double k3)
    {
        Assert.Equal(k1, KlEstimates.K1(sampled, other), Tolerance);
        Assert.Equal(k2, KlEstimates.K2(sampled, other), Tolerance);
        Assert.Equal(k3, KlEstimates.K3(sampled, other), Tolerance);
    }
}
