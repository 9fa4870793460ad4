using CuaRl.Core.Progress;

namespace CuaRl.Core.Tests.Progress;

public sealed class TrainingPlanTests
{
    private static readonly TrainingPlan Plan = new(12, 5, new BatchPlan(2, 4, 20), new BatchPlan(9, 1, 20));

    [Theory]
    [InlineData(12, 5, 2)]
    [InlineData(11, 5, 2)]
    [InlineData(10, 5, 1)]
    [InlineData(1, 5, 0)]
    [InlineData(0, 5, 0)]
    [InlineData(12, 0, 0)]
    public void Evals_OfAPlan_AreThoseAfterTheFirstStep(int steps, int every, int expected) =>
        Assert.Equal(expected, (Plan with { TotalSteps = steps, EvalEvery = every }).Evals);

    [Theory]
    [InlineData(3, 2)]
    [InlineData(5, 2)]
    [InlineData(6, 1)]
    [InlineData(11, 0)]
    public void Evals_OfABranch_AreThoseFromItsFirstStepOn(int first, int expected) =>
        Assert.Equal(expected, (Plan with { FirstStep = first }).Evals);

    [Fact]
    public void Turns_OfABranch_AreThoseOfItsOwnSteps() =>
        Assert.Equal(new TurnTally(100, 160 + (8 * 160) + 180), (Plan with { FirstStep = 3 }).Turns(default, new(100, 160), 1, new(0, 0), 1));

    [Fact]
    public void Turns_BeforeAnything_AreAllThatIsPlanned()
    {
        Assert.Equal(new TurnTally(0, (12 * 2 * 4 * 20) + (2 * 9 * 20)), Plan.Turns(default, default, 0, default, 0));
    }

    [Fact]
    public void Turns_UnderWay_AreThoseOfItsPartsAndThoseToCome()
    {
        var turns = Plan.Turns(new(30, 40), new(150, 160), 3, new(50, 180), 1);

        Assert.Equal(new TurnTally(230, 40 + 160 + 180 + (9 * 160) + (1 * 180)), turns);
        Assert.Equal(230.0 / 2000 * 100, turns.Percent);
    }

    [Fact]
    public void Turns_WithMorePartsThanPlanned_AreNotLessened()
    {
        var turns = Plan.Turns(default, new(100, 100), 13, new(60, 60), 3);

        Assert.Equal(new TurnTally(160, 160), turns);
    }

    [Fact]
    public void Turns_WithoutKnownLength_AreThoseThatExist() => Assert.Equal(
        new TurnTally(10, 20),
        (Plan with { TotalSteps = 0 }).Turns(default, new(10, 20), 1, default, 0));
}
