using CuaRl.Core.Grpo;
using CuaRl.Core.Grpo.StepGroups;

namespace CuaRl.Core.Tests.Grpo.StepGroups;

public sealed class GigpoTests
{
    private static readonly GigpoStep[] Steps =
    [
        new(0, "s0", 0), new(0, "s1", 1), new(1, "s0", 0), new(1, "s2", 0),
    ];

    [Fact]
    [Trait("Flag", "gigpo")]
    public void Of_TwoRolloutsFromOneState_AddsBothAdvantages()
    {
        var group = Gigpo.Of(new GigpoOptions(), [1, 0], Steps);

        AssertClose([0.5, 0.5, -0.5, -0.5], group.Episode);
        AssertClose([0.475, 0, -0.475, 0], group.Step);
        AssertClose([0.975, 0.5, -0.975, -0.5], group.Total);
        Assert.Equal(["s0"], group.Shared.ToArray());
        Assert.Equal([0, null, 0, null], group.StepGroups.ToArray());
    }

    [Fact]
    public void Of_StepsThatInterleave_IsTheSame()
    {
        var group = Gigpo.Of(new GigpoOptions { StepWeight = 2 }, [1, 0], [Steps[0], Steps[2], Steps[1], Steps[3]]);

        AssertClose([0.5 + 0.95, -0.5 - 0.95, 0.5, -0.5], group.Total);
    }

    [Theory]
    [InlineData(true, new[] { 0.25, 0.25, 0.25, -0.75 })]
    [InlineData(false, new[] { 0.5, 0.5, 0.5, -0.5 })]
    public void Of_RolloutsOfUnequalLength_WeighsThemAsAsked(bool isOverAllSteps, double[] expected)
    {
        var group = Gigpo.Of(
            new GigpoOptions { IsOverAllSteps = isOverAllSteps },
            [1, 0],
            [new(0, "a", 0), new(0, "b", 0), new(0, "c", 0), new(1, "d", 0)]);

        AssertClose(expected, group.Episode);
        AssertClose([0, 0, 0, 0], group.Step);
        Assert.All(group.StepGroups, Assert.Null);
    }

    [Fact]
    public void Of_DividingByDeviation_TakesTheSamples()
    {
        var group = Gigpo.Of(new GigpoOptions { DividesByDeviation = true, IsOverAllSteps = false }, [1, 0], Steps);

        var episode = 0.5 / (Math.Sqrt(0.5) + 1e-6);
        var step = 0.475 / (Math.Sqrt(2 * 0.475 * 0.475) + 1e-6);
        AssertClose([episode, episode, -episode, -episode], group.Episode);
        AssertClose([step, 0, -step, 0], group.Step);
    }

    [Fact]
    public void Of_OneStepOnly_KeepsItsScore()
    {
        var group = Gigpo.Of(new GigpoOptions(), [0.7], [new(0, "a", 0.7)]);

        AssertClose([0.7], group.Episode);
        AssertClose([0], group.Step);
        Assert.Empty(Gigpo.Of(new GigpoOptions(), [], []).Total);
    }

    [Fact]
    public void Of_ARewardThatIsNoNumber_NamesTheRollout()
    {
        Assert.StartsWith(
            "reward of member 1 is NaN",
            Assert.Throws<GrpoException>(() => Gigpo.Of(new GigpoOptions(), [1, double.NaN], Steps)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "reward of member 0 is NaN",
            Assert.Throws<GrpoException>(() => Gigpo.Of(new GigpoOptions(), [1], [new(0, "a", double.NaN)])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_OfOptions_NameEachSetting()
    {
        Assert.Empty(new GigpoOptions().Problems());
        Assert.Equal(
            ["gamma: must be a number from 0 to 1", "step_advantage_w: must be a number of 0 or more"],
            new GigpoOptions { Gamma = 1.1, StepWeight = double.NaN }.Problems().ToArray());
    }

    private static void AssertClose(double[] expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }
}
