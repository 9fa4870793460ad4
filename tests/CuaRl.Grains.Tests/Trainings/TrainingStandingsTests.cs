using CuaRl.Grains.Tests.Support;
using CuaRl.Grains.Trainings;

namespace CuaRl.Grains.Tests.Trainings;

public sealed class TrainingStandingsTests
{
    private readonly MemoryTrainings _trainings = new(new MemoryRuns());
    private readonly string _id = Guid.Empty.ToString();

    [Fact]
    public async Task Read_WhileAnotherIsUnderWay_SharesTheNextWithAllThatWait()
    {
        var standings = new TrainingStandings(_trainings);
        _trainings.HoldStatus();
        var first = standings.ReadAsync(_id);
        var waiting = Enumerable.Range(0, 100).Select(_ => standings.ReadAsync(_id)).ToArray();
        Assert.Equal(1, _trainings.StatusReads);
        _trainings.Project(TrainingState.From(_id, 1, TrainingHost.Definition(), default));

        _trainings.Release();

        await first;
        Assert.All(await Task.WhenAll(waiting), standing => Assert.Equal(TrainingStatus.Initializing, standing!.Value.Status));
        Assert.Equal(2, _trainings.StatusReads);
        await standings.ReadAsync(_id);
        Assert.Equal(3, _trainings.StatusReads);
    }
}
