using CuaRl.Core.Progress;

namespace CuaRl.Core.Tests.Progress;

public sealed class RolloutTurnsTests
{
    [Theory]
    [InlineData(RolloutStage.Waiting, null, null, 0, 20, 0)]
    [InlineData(RolloutStage.Running, 5, null, 5, 20, 25)]
    [InlineData(RolloutStage.Running, 5, 9, 5, 20, 25)]
    [InlineData(RolloutStage.Running, 25, null, 20, 20, 100)]
    [InlineData(RolloutStage.Running, -3, null, 0, 20, 0)]
    [InlineData(RolloutStage.Completed, 5, 7, 7, 7, 100)]
    [InlineData(RolloutStage.Completed, 5, null, 5, 5, 100)]
    [InlineData(RolloutStage.Failed, 3, 3, 3, 3, 100)]
    [InlineData(RolloutStage.Cancelled, 4, null, 4, 4, 100)]
    [InlineData(RolloutStage.Completed, null, 30, 20, 20, 100)]
    [InlineData(RolloutStage.Failed, null, null, 0, 20, 0)]
    [InlineData(RolloutStage.Failed, 3, 0, 0, 20, 0)]
    public void Tally_InEveryStage_IsThatOfTheOriginal(
        RolloutStage stage, int? currentTurn, int? numTurns, int completed, int effective, double percent)
    {
        var tally = new RolloutTurns(stage, 20, currentTurn, numTurns).Tally;

        Assert.Equal(new TurnTally(completed, effective), tally);
        Assert.Equal(percent, tally.Percent);
    }

    [Theory]
    [InlineData(20, 12, 12)]
    [InlineData(10, 25, 10)]
    [InlineData(15, null, 15)]
    [InlineData(null, 8, 8)]
    [InlineData(0, 8, 8)]
    [InlineData(15, 0, 15)]
    [InlineData(null, null, 20)]
    public void LimitOf_TrainingAndTask_IsTheSmaller(int? maxTurns, int? taskMaxSteps, int expected) =>
        Assert.Equal(expected, RolloutTurns.LimitOf(maxTurns, taskMaxSteps));

    [Fact]
    public void Percent_WithoutTurns_IsZero() => Assert.Equal(0, new RolloutTurns(RolloutStage.Running, 0, 3).Tally.Percent);
}
