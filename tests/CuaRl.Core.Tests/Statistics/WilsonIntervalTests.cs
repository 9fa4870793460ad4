using CuaRl.Core.Statistics;

namespace CuaRl.Core.Tests.Statistics;

public sealed class WilsonIntervalTests
{
    // By Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    [InlineData(20, 20, 0.8389, 1.0000)]
    public void Interval_OfAShare_IsThePublishedOne(int successes, int count, double low, double high)
    {
        var interval = WilsonInterval.Of(successes, count);

        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    public void Interval_OfNoSample_IsRefused(int successes, int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(successes, count));
}
