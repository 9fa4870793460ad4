using System.Text.Json;
using CuaRl.Core.Grpo;
using CuaRl.Core.Grpo.Advantages;
using CuaRl.Core.Statistics;
using CuaRl.TestKit.Oracles;

namespace CuaRl.Core.Tests.Grpo.Advantages;

public sealed class AdvantageRulesTests
{
    private const double Tolerance = 1e-9;
    private const string Oracle = "grpo/advantages.json";
    private const string Published = "grpo/published_test_literals.json";

    private static readonly string[] Columns =
    [
        "tinker_center", "verl_grpo_std", "verl_dr_grpo_nostd", "verl_rloo", "cua_rl_popstd_min0.05", "trl_group", "trl_none",
        "skyrl_maxrl",
    ];

    [Theory]
    [InlineData("center", new[] { 1.0, 0, 0, 0 }, new[] { 0.75, -0.25, -0.25, -0.25 })]
    [InlineData("center", new[] { 0.7 }, new[] { 0.0 })]
    [InlineData("std", new[] { 1.0, 0, 0, 0 }, new[] { 1.499997000006, -0.499999000002, -0.499999000002, -0.499999000002 })]
    [InlineData("std", new[] { 0.7 }, new[] { 0.6999993000007 })]
    [InlineData("trl_group", new[] { 1.0, 0, 0, 0 }, new[] { 1.4997000599880024, -0.4999000199960008, -0.4999000199960008, -0.4999000199960008 })]
    [InlineData("trl_group", new[] { 0.7 }, new[] { 0.0 })]
    [InlineData("population_std", new[] { 1.0, 0, 0, 0 }, new[] { 1.7320507675688783, -0.5773502558562927, -0.5773502558562927, -0.5773502558562927 })]
    [InlineData("population_std", new[] { 0.45, 0.55, 0.45, 0.55 }, new[] { -0.9999998000000394, 0.9999998000000405, -0.9999998000000394, 0.9999998000000405 })]
    [InlineData("population_std", new[] { 0, 0.09, 0, 0.09 }, new[] { 0.0, 0, 0, 0 })]
    [InlineData("population_std", new[] { 0.7 }, new[] { 0.0 })]
    [InlineData("rloo", new[] { 1.0, 0, 0, 0 }, new[] { 1, -1 / 3.0, -1 / 3.0, -1 / 3.0 })]
    [InlineData("leave_one_out", new[] { 0.25, 0.75 }, new[] { -0.5, 0.5 })]
    [InlineData("rloo", new[] { 0.7 }, new[] { 0.7 })]
    [InlineData("dr_grpo", new[] { 0.25, 0.75 }, new[] { -0.25, 0.25 })]
    [InlineData("dr_grpo", new[] { 0.7 }, new[] { 0.7 })]
    [InlineData("max_rl", new[] { 1.0, 0, 0, 0 }, new[] { 2.999988000048, -0.9999960000160001, -0.9999960000160001, -0.9999960000160001 })]
    [InlineData("max_rl", new[] { -1.0, 1, -2, 2 }, new[] { -1e6, 1e6, -2e6, 2e6 })]
    [InlineData("max_rl", new[] { 0.7 }, new[] { 0.7 })]
    [Trait("Flag", "advantage")]
    public void Compute_ByARule_GivesItsLibrarysNumbers(string rule, double[] rewards, double[] expected)
    {
        var advantages = new double[rewards.Length];

        AdvantageRules.Compute(AdvantageRules.Names.Find(rule), rewards, advantages);

        AssertClose(expected, advantages);
    }

    [OracleFact(Oracle)]
    public void Compute_OfEveryCaseAndRuleOfTheOracle_GivesItsNumbers()
    {
        using var oracle = JsonDocument.Parse(File.ReadAllBytes(OracleFolder.PathOf(Oracle)));
        var cases = oracle.RootElement.GetProperty("cases").EnumerateArray().ToArray();
        Assert.Equal(11, cases.Length);

        foreach (var one in cases)
        {
            var rewards = Numbers(one.GetProperty("rewards"));
            foreach (var column in Columns)
            {
                var advantages = new double[rewards.Length];
                AdvantageRules.Compute(AdvantageRules.Names.Find(column), rewards, advantages);
                AssertClose(Numbers(one.GetProperty(column)), advantages);
            }
        }
    }

    [OracleFact(Published)]
    public void Compute_OfWhatLibrariesTest_GivesWhatTheyExpect()
    {
        using var oracle = JsonDocument.Parse(File.ReadAllBytes(OracleFolder.PathOf(Published)));
        var cases = oracle.RootElement.GetProperty("cases").EnumerateArray().ToArray();
        var noDeviation = cases.Single(one => one.TryGetProperty("grpo_nostd", out _));
        var leaveOneOut = cases.Single(one => one.TryGetProperty("rloo", out _));
        var primeRl = cases.Single(one => one.TryGetProperty("max_rl", out _));

        AssertGroups(noDeviation, "grpo_nostd", "grpo_nostd", members: 4);
        AssertGroups(leaveOneOut, "rloo", "rloo", members: 4);
        foreach (var one in primeRl.GetProperty("max_rl").EnumerateArray())
        {
            var advantages = Numbers(one.GetProperty("rewards"));
            AdvantageRules.Compute(AdvantageRule.MaxRl, advantages, advantages);
            Assert.All(Numbers(one.GetProperty("advantages")).Zip(advantages), pair => Assert.Equal(pair.First, pair.Second, 2e-5));
        }

        static void AssertGroups(JsonElement one, string column, string rule, int members)
        {
            var rewards = Numbers(one.GetProperty("rewards"));
            var expected = Numbers(one.GetProperty(column));
            for (var first = 0; first < members; first += 2)
            {
                var advantages = new double[2];
                AdvantageRules.Compute(AdvantageRules.Names.Find(rule), rewards.AsSpan(first, 2), advantages);
                AssertClose(expected[first..(first + 2)], advantages);
            }
        }
    }

    [Theory]
    [InlineData("center")]
    [InlineData("std")]
    [InlineData("trl_group")]
    [InlineData("population_std")]
    [InlineData("rloo")]
    [InlineData("dr_grpo")]
    [InlineData("max_rl")]
    public void Compute_OfEqualRewards_IsExactlyZero(string rule)
    {
        double[] advantages = [0.1, 0.1, 0.1];

        AdvantageRules.Compute(AdvantageRules.Names.Find(rule), advantages, advantages);

        Assert.Equal([0, 0, 0], advantages);
    }

    [Fact]
    public void OfGroup_WithMaskedMembers_IsThatOfTheOthers()
    {
        RolloutResult[] members =
        [
            new(1, true), new(null, true), new(0, false), new(5, null), new(double.NaN, null), new(0, false), new(0, false),
        ];

        Assert.Equal([0.75, null, -0.25, null, null, -0.25, -0.25], AdvantageRules.OfGroup(AdvantageRule.Center, members));
        Assert.Equal([null], AdvantageRules.OfGroup(AdvantageRule.Std, [new RolloutResult(1, null)]));
        Assert.Empty(AdvantageRules.OfGroup(AdvantageRule.Std, []));
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void OfGroup_WithARewardThatIsNoNumber_NamesTheMember(double reward, string text)
    {
        var error = Assert.Throws<GrpoException>(
            () => AdvantageRules.OfGroup(AdvantageRule.Center, [new(null, null), new(0, false), new(reward, true)]));

        Assert.StartsWith($"reward of member 2 is {text}: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_ByARuleWithoutFiniteValue_NamesTheRule()
    {
        var error = Assert.Throws<GrpoException>(() => AdvantageRules.Compute(AdvantageRule.MaxRl, [-2e-6, 0], new double[2]));

        Assert.StartsWith("advantage rule 'max_rl' has no finite value for a group with mean reward -1E-06", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_OfAnUnknownRule_NamesThoseThereAre()
    {
        var error = Assert.Throws<KeyNotFoundException>(() => AdvantageRules.Names.Find("gae"));

        Assert.StartsWith("no advantage rule 'gae'; there are center, cua_rl_popstd_min0.05, dr_grpo, ", error.Message, StringComparison.Ordinal);
        Assert.Equal(error.Message, AdvantageRules.Names.Problem("gae"));
        Assert.Equal("leave_one_out", AdvantageRules.Names.NameOf(AdvantageRules.Names.Find("rloo")));
        Assert.All(Enum.GetValues<AdvantageRule>(), rule => Assert.Equal(rule, AdvantageRules.Names.Find(AdvantageRules.Names.NameOf(rule))));
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, Tolerance));
    }
}
