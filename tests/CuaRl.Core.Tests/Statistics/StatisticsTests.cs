using CuaRl.Core.Statistics;

namespace CuaRl.Core.Tests.Statistics;

public sealed class StatisticsTests
{
    private static readonly RolloutResult Won = new(1, true, 4, true);
    private static readonly RolloutResult Lost = new(0, false, 20, false);
    private static readonly RolloutResult Unvalidated = new(0, null, 9);
    private static readonly RolloutResult Unrewarded = new(null, true, 9);

    [Theory]
    [InlineData(new double[0], 0, 0)]
    [InlineData(new[] { 3.0 }, 3, 0)]
    [InlineData(new[] { 2.0, 4, 4, 4, 5, 5, 7, 9 }, 5, 2.138089935299395)]
    [InlineData(new[] { 1.0, 0, 0, 0 }, 0.25, 0.5)]
    [InlineData(new[] { 1e9 + 1, 1e9 + 2, 1e9 + 3 }, 1e9 + 2, 1)]
    public void SampleStatistics_OfValues_AreMeanAndSampleDeviation(double[] values, double mean, double deviation)
    {
        var sample = SampleStatistics.Of(values);

        Assert.Equal(values.Length, sample.Count);
        Assert.Equal(mean, sample.Mean, 1e-12);
        Assert.Equal(deviation, sample.StandardDeviation, 1e-12);
    }

    [Fact]
    public void RewardSummary_OfRollouts_LeavesOutThoseMasked()
    {
        var summary = RewardSummary.Of(Won, Lost, Lost, Lost, Unvalidated, Unrewarded);

        Assert.Equal(new RewardSummary(4, 2, 1, 1, 0.25, 0.5, 16), summary);
        Assert.Equal(0.25, summary.SuccessRate);
    }

    [Fact]
    public void RewardSummary_OfMaskedRolloutsOnly_KnowsNothing()
    {
        var summary = RewardSummary.Of(Unvalidated);

        Assert.Equal(new RewardSummary(0, 1, 0, null, null, null, null), summary);
        Assert.Null(summary.SuccessRate);
    }

    [Fact]
    public void RewardSummary_WithoutStrictCheck_HasNoStrictCount() =>
        Assert.Null(RewardSummary.Of(Won with { Strict = null }, Lost with { Strict = null }).StrictSuccessCount);

    [Fact]
    public void GroupMix_OfGroups_CountsConstantOnesByTheirReward()
    {
        var half = new RolloutResult(0.5, true);

        var mix = GroupMix.Of([Won, Lost], [Won, Won, Unvalidated], [half, half], [Lost, Lost], [Lost], [Unvalidated], []);

        Assert.Equal(new GroupMix(5, 0.2, 0.4, 0.4), mix);
        Assert.Equal(default, GroupMix.Of([Unvalidated]));
    }

    [Theory]
    [InlineData(10, 9, 10, true)]
    [InlineData(10, 10, 0, false)]
    [InlineData(100, 95, 5, false)]
    [InlineData(100, 94, 6, true)]
    [InlineData(2, 0, 100, true)]
    public void SuccessGap_AboveFivePoints_IsPossibleRewardHacking(int validated, int strict, double points, bool isFlagged)
    {
        var gap = SuccessGap.Of(
            [.. Enumerable.Range(0, validated).Select(i => Won with { Strict = i < strict }), Unvalidated, Won with { Strict = null }]);

        Assert.Equal(points, gap.Points);
        Assert.Equal(isFlagged, gap.IsPossibleRewardHacking);
    }

    [Fact]
    public void SuccessGap_WithoutStrictChecks_IsUnknownAndNotFlagged()
    {
        var gap = SuccessGap.Of(Won with { Strict = null }, Lost with { Strict = null });

        Assert.Equal(default, gap);
        Assert.False(gap.IsPossibleRewardHacking);
    }
}
