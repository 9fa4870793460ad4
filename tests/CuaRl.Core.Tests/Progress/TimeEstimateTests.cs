using CuaRl.Core.Progress;

namespace CuaRl.Core.Tests.Progress;

public sealed class TimeEstimateTests
{
    [Fact]
    public void Times_WithoutAnyRecorded_AreUnknown()
    {
        Assert.Null(TurnTime.OfGroup(default));
        Assert.Null(TurnTime.Mean());
        Assert.Null(TurnTime.Mean(null, null));
    }

    [Fact]
    public void OfGroup_CompletedRollouts_IsTheirTimeByTheirTurns() => Assert.Equal(
        12.5,
        TurnTime.OfGroup(PlayedSums.Of(
            new RolloutTurns(RolloutStage.Completed, 20, NumTurns: 2, RolloutTime: 40),
            new RolloutTurns(RolloutStage.Completed, 20, NumTurns: 6, RolloutTime: 60),
            new RolloutTurns(RolloutStage.Failed, 20, NumTurns: 1, RolloutTime: 900))));

    [Fact]
    public void Mean_OfParts_LeavesOutThoseWithoutTime() => Assert.Equal(15, TurnTime.Mean(10, null, 20));

    [Fact]
    public void Of_KnownTurnTime_DividesByWhatRunsAtOnce() =>
        Assert.Equal(new TimeEstimate(12, 300, 210), TimeEstimate.Of(new TurnTally(30, 100), 12, concurrency: 4));

    [Fact]
    public void Of_UnknownTurnTime_TakesThirtySeconds() =>
        Assert.Equal(new TimeEstimate(30, 600, 450), TimeEstimate.Of(new TurnTally(5, 20), null));

    [Theory]
    [InlineData(null, "N/A")]
    [InlineData(0.0, "0s")]
    [InlineData(0.5, "0s")]
    [InlineData(45.0, "45s")]
    [InlineData(59.4, "59s")]
    [InlineData(59.7, "60s")]
    [InlineData(60.0, "1.0m")]
    [InlineData(69.0, "1.1m")]
    [InlineData(75.0, "1.2m")]
    [InlineData(105.0, "1.8m")]
    [InlineData(720.0, "12.0m")]
    [InlineData(3599.0, "60.0m")]
    [InlineData(3600.0, "1.0h")]
    [InlineData(4500.0, "1.2h")]
    [InlineData(86399.0, "24.0h")]
    [InlineData(86400.0, "1.0d")]
    [InlineData(194400.0, "2.2d")]
    public void DurationText_OfSeconds_IsThatOfTheOriginal(double? seconds, string expected) =>
        Assert.Equal(expected, DurationText.Of(seconds));
}
