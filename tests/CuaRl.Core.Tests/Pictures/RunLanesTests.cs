using CuaRl.Core.Pictures;

namespace CuaRl.Core.Tests.Pictures;

public sealed class RunLanesTests
{
    [Fact]
    public void Arrange_Branches_LieBelowTheirOwnerTheLaterOneNearer()
    {
        var lanes = RunLanes.Arrange(
            [Runs.Root("main", 100), Runs.Branch("early", "main", 10, 50), Runs.Branch("late", "main", 60, 90), Runs.Branch("twin", "main", 60, 70)],
            limit: 10);

        Assert.Equal(["main", "late", "twin", "early"], lanes.Select(lane => lane.Run.Id));
        Assert.Equal([null, 0, 0, 0], lanes.Select(lane => lane.OwnerRow));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Arrange_AnyTree_NoLineCrossesAnother(int seed)
    {
        var lanes = RunLanes.Arrange(Runs.Random(200, seed), limit: 1000);

        Assert.Equal(200, lanes.Count);
        foreach (var lane in lanes.Where(lane => lane.OwnerRow is not null))
        {
            // The branch goes straight down at its step: no run in between may pass there.
            var between = lanes.Skip(lane.OwnerRow!.Value + 1).Take(lane.Row - lane.OwnerRow.Value - 1);
            Assert.DoesNotContain(between, other => other.Start < lane.Start);
        }
    }

    [Fact]
    public void Arrange_TooMany_KeepsTheOwnerOfEveryRunItKeeps()
    {
        var lanes = RunLanes.Arrange(Runs.Random(500, seed: 5), limit: 60);

        Assert.Equal(60, lanes.Count);
        Assert.Single(lanes, lane => lane.OwnerRow is null);
    }

    [Fact]
    public void Arrange_ChainOfBranches_GoesAsDeepAsItIs()
    {
        var runs = Enumerable.Range(0, 50_000)
            .Select(i => i == 0 ? Runs.Root("r0", 100) : Runs.Branch($"r{i}", $"r{i - 1}", 100L * i, 100L * (i + 1)));

        Assert.Equal(49_999, RunLanes.Arrange([.. runs], limit: 50_000)[0].Below);
    }
}
