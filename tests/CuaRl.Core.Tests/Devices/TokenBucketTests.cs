using CuaRl.Core.Devices.Pools;

namespace CuaRl.Core.Tests.Devices;

public sealed class TokenBucketTests
{
    private static readonly TokenBucket Full = new(new RateLimit(PerSecond: 2, Burst: 3));

    [Fact]
    public void Take_AfterARest_GivesTheBurstAndThenOnePerInterval()
    {
        var bucket = Full;
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(TimeSpan.Zero, bucket.Wait(S(10)));
            bucket = bucket.Taken(S(10));
        }

        Assert.Equal(S(0.5), bucket.Wait(S(10)));
        Assert.Equal(S(0.1), bucket.Wait(S(10.4)));
        Assert.Equal(TimeSpan.Zero, bucket.Wait(S(10.5)));
        Assert.Equal(S(0.5), bucket.Taken(S(10.5)).Wait(S(10.5)));
    }

    [Fact]
    public void Wait_OfThoseBehindOthers_IsAnIntervalLongerEach() => Assert.Equal(
        [S(0), S(0), S(0), S(0.5), S(1)], Enumerable.Range(0, 5).Select(ahead => Full.Wait(S(7), ahead)));

    [Fact]
    public void Take_ForLong_NeverGivesMoreThanTheLimit()
    {
        var (bucket, now, taken) = (Full, S(0), new List<TimeSpan>());
        var random = new Random(1);
        while (now < S(100))
        {
            now += TimeSpan.FromMilliseconds(random.Next(400)) + bucket.Wait(now);
            bucket = bucket.Taken(now);
            taken.Add(now);
        }

        for (var first = 0; first < taken.Count; first++)
        {
            for (var last = first + 3; last < taken.Count; last++)
            {
                Assert.True(last - first + 1 <= 3 + (2 * (taken[last] - taken[first]).TotalSeconds) + 1e-6, $"{first} to {last}");
            }
        }

        Assert.True(taken.Count > 150);
    }

    [Fact]
    public void Rest_HoweverLong_FillsItNoFurther()
    {
        var bucket = Full.Taken(S(0)).Taken(S(1000)).Taken(S(1000)).Taken(S(1000));

        Assert.Equal(S(0.5), bucket.Wait(S(1000)));
    }

    [Fact]
    public void Hold_LetsOneGoThenAndTheOthersAtTheirPace()
    {
        var held = Full.Held(S(30));

        Assert.Equal(S(20), held.Wait(S(10)));
        Assert.Equal(S(20.5), held.Wait(S(10), ahead: 1));
        Assert.Equal(TimeSpan.Zero, held.Wait(S(30)));
        Assert.Equal(S(0.5), held.Taken(S(30)).Wait(S(30)));
        Assert.Equal(S(20), held.Held(S(12)).Wait(S(10)));
    }

    [Theory]
    [InlineData(0.5, 1, true)]
    [InlineData(1_000_000, 1, true)]
    [InlineData(0, 1, false)]
    [InlineData(-1, 1, false)]
    [InlineData(double.NaN, 1, false)]
    [InlineData(double.PositiveInfinity, 1, false)]
    [InlineData(1e-9, 1, false)]
    [InlineData(1, 0, false)]
    public void Limit_IsOne_WhenItLetsSomethingPass(double perSecond, int burst, bool isValid) =>
        Assert.Equal(isValid, new RateLimit(perSecond, burst).IsValid);

    private static TimeSpan S(double seconds) => TimeSpan.FromSeconds(seconds);
}
