using CuaRl.Core.Time;

namespace CuaRl.Core.Tests.Time;

public sealed class TimestampsTests
{
    [Fact]
    public void ToMicroseconds_FinerInstantOfAnotherZone_IsCutAndInUtc()
    {
        var instant = new DateTimeOffset(2026, 1, 31, 10, 0, 0, TimeSpan.FromHours(2)).AddTicks(1_234_567);

        var cut = instant.ToMicroseconds();

        Assert.Equal(TimeSpan.Zero, cut.Offset);
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 8, 0, 0, TimeSpan.Zero).AddTicks(1_234_560), cut);
    }
}
