using CuaRl.Core.Devices;
using CuaRl.Core.Devices.Pools;

namespace CuaRl.Core.Tests.Devices;

public sealed class BoxComparisonTests
{
    [Fact]
    public void Of_BoxesAndRecords_LeavesAloneWhatAgreesAndDoubtsTheRest()
    {
        var comparison = BoxComparison.Of(
            [new("own", "p.0"), new("second", "p.0"), new("nobodys", "p.9"), new("young", "p.3")],
            [new("p.0", "own"), new("p.1", "gone"), new("p.2", null), new("p.3", null)]);

        Assert.Equal(["nobodys"], comparison.Orphans.AsEnumerable());
        Assert.Equal(["p.0", "p.1", "p.3"], comparison.Doubts.Keys);
        Assert.Equal(["second"], comparison.Doubts["p.0"].AsEnumerable());
        Assert.Empty(comparison.Doubts["p.1"]);
        Assert.Equal(["young"], comparison.Doubts["p.3"].AsEnumerable());
    }

    [Theory]
    [InlineData("simulated.17", "simulated", 17)]
    [InlineData("a.b.0", "a.b", 0)]
    public void Parse_AnIdOfAPool_GivesItsParts(string id, string pool, int slot)
    {
        Assert.Equal((pool, slot), DeviceIds.Parse(id));
        Assert.Equal(id, DeviceIds.Of(pool, slot));
    }

    [Theory]
    [InlineData("alone")]
    [InlineData(".1")]
    [InlineData("a.01")]
    [InlineData("a.-1")]
    [InlineData("a.100000")]
    public void Parse_AnyOtherId_GivesNone(string id) => Assert.Null(DeviceIds.Parse(id));

    [Fact]
    public void Quantile_OfTheLastWaits_IsByNearestRank()
    {
        var waits = new RecentWaits();
        Assert.Null(waits.Quantile(0.5));
        for (var i = 0; i < 2_000; i++)
        {
            waits.Add(TimeSpan.FromSeconds(i < 976 ? 1_000_000 : i - 975));
        }

        Assert.Equal((512, 1_014, 1_024), (waits.Quantile(0.5), waits.Quantile(0.99), waits.Quantile(1)));
    }
}
