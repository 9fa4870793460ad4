using CuaRl.Adapters.Identity;

namespace CuaRl.Adapters.Tests.Identity;

public sealed class Version7IdsTests
{
    [Fact]
    public void NewId_AtTwoTimes_SortsByThemAndFitsAGrainKey()
    {
        var time = new FixedTime();
        var ids = new Version7Ids(time);

        var first = ids.NewId();
        time.Now = time.Now.AddMilliseconds(1);
        var second = ids.NewId();

        Assert.True(string.CompareOrdinal(first, second) < 0, $"{first} {second}");
        Assert.Equal('7', first[14]);
        Assert.NotEmpty(GrainKeys.Simulation(first));
    }

    private sealed class FixedTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
