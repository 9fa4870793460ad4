using System.Text.Json;
using CuaRl.Core.Grpo.Losses;

namespace CuaRl.Core.Tests.Grpo.Losses;

/// <summary>Tokens and what Tinker's formulas make of them in double precision.</summary>
internal sealed record LossCase(
    string Loss, double Low, double High, double[] Learner, double[] Sampled, double[] Advantages, double Sum, double[] Derivatives)
{
    private static readonly double[] Learner3 = [-1.69315, -1, -0.69741];
    private static readonly double[] Sampled3 = [-1, -1, -3];
    private static readonly double[] Advantages3 = [1, -1, -4];

    /// <summary>SkyRL's published example, and tokens on both sides of the bounds.</summary>
    public static readonly LossCase[] Literals =
    [
        Published("importance_sampling", 40.50019769043778, [-0.49999859028196, 1, 40.00019628071974]),
        Published("ppo", 40.50019769043778, [-0.49999859028196, 1, 40.00019628071974]),
        Published("cispo", -2.993048, [-0.8, 1, 4.8]),
        Published("dro", -1.9519305592350003, [-1.0346575, 1, 4.1151295]),
        Published("cross_entropy", -2.09649, [-1, 1, 4]),
        new("ppo", 0.9, 1.1, [-1.069276, -0.391437], [-1.172543, -0.60961], [0.179205, 0.179205], -2 * 1.1 * 0.179205, [0, 0]),
        new("ppo", 0.8, 1.2, [-0.331253, -0.501714], [-0.331253, 0.404202], [0, -0.755085], 0.8 * 0.755085, [0, 0]),
        new("cispo", 0.8, 1.2, [-0.681553, -1.069276], [-0.343323, -1.172543], [0.179205, 0.179205],
            (0.8 * 0.681553 + Math.Exp(0.103267) * 1.069276) * 0.179205, [-0.143364, -0.19870024884796758]),
    ];

    public static IEnumerable<LossCase> Read(JsonElement one)
    {
        foreach (var name in (string[])["importance_sampling", "ppo", "cispo", "dro", "ppo_0.9_1.1"])
        {
            if (one.TryGetProperty(name, out var expected))
            {
                var isNarrow = name == "ppo_0.9_1.1";
                yield return new LossCase(
                    isNarrow ? "ppo" : name,
                    isNarrow ? 0.9 : 0.8,
                    isNarrow ? 1.1 : 1.2,
                    Numbers(one, "target_logprobs"),
                    Numbers(one, "sampling_logprobs"),
                    Numbers(one, "advantages"),
                    expected.GetProperty("loss:sum").GetDouble(),
                    Numbers(expected, "d_loss/d_target_logprobs"));
            }
        }
    }

    public void AssertHolds(double tolerance)
    {
        var options = new LossOptions { Loss = PolicyLosses.Names.Find(Loss), ClipLow = Low, ClipHigh = High };
        var derivatives = new double[Learner.Length];

        var sum = PolicyLosses.OfTokens(options, Learner, Sampled, Advantages, derivatives);

        Assert.Equal(Sum, sum, tolerance);
        Assert.All(Derivatives.Zip(derivatives), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    private static LossCase Published(string loss, double sum, double[] derivatives) =>
        new(loss, 0.8, 1.2, Learner3, Sampled3, Advantages3, sum, derivatives);

    private static double[] Numbers(JsonElement one, string name) =>
        [.. one.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];
}
