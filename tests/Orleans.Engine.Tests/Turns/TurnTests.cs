using Orleans.Engine.Tests.Support;

namespace Orleans.Engine.Tests.Turns;

[Collection(EngineSuite.Name)]
public sealed class TurnTests(EngineCluster engine)
{
    private readonly string _key = EngineCluster.NewKey();

    private ITurnGrain Grain => engine.Client.GetGrain<ITurnGrain>(_key);

    [Fact]
    public async Task Calls_ManyAtOnce_NeverRunTogether()
    {
        var overlaps = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => Grain.CountOverlaps(20))));
        Assert.All(overlaps, count => Assert.Equal(0, count));
    }

    [Fact]
    public async Task Calls_ManyAtOnceToAReentrantGrain_NeverRunTogether()
    {
        var grain = engine.Client.GetGrain<IReentrantTurnGrain>(_key);
        var overlaps = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => grain.CountOverlaps(20))));
        Assert.All(overlaps, count => Assert.Equal(0, count));
    }

    [Fact]
    public async Task Await_InAGrain_ComesBackToItsScheduler() => Assert.True(await Grain.StaysOnScheduler());

    [Fact]
    public async Task Call_WhileAnotherWaits_RunsAfterIt()
    {
        var first = $"{_key} first";
        var waits = Grain.Wait(first);
        await Diary.Holds(_key, $"{first} starts");
        var opens = Grain.Open("unused");
        Gate.Open(first);
        await Task.WhenAll(waits, opens);
        Assert.Equal([$"{first} starts", $"{first} ends", "opens unused"], Diary.Of(_key));
    }

    [Fact]
    public async Task Call_OfAReentrantGrainWhileAnotherWaits_RunsBetween()
    {
        var grain = engine.Client.GetGrain<IReentrantTurnGrain>(_key);
        var waits = grain.Wait(_key);
        await grain.Open(_key);
        await waits;
    }

    [Fact]
    public async Task AlwaysInterleave_WhileAnotherCallWaits_RunsBetween()
    {
        var waits = Grain.Wait(_key);
        await Grain.OpenInterleaving(_key);
        await waits;
    }

    [Fact]
    public async Task AlwaysInterleave_Waiting_LetsOthersRun()
    {
        var waits = Grain.WaitInterleaving(_key);
        await Diary.Holds(_key, $"{_key} starts");
        await Grain.Open(_key);
        await waits;
    }

    [Fact]
    public async Task ReadOnly_WhileAReadOnlyCallWaits_RunsBetween()
    {
        var waits = Grain.WaitReading(_key);
        await Grain.OpenReading(_key);
        await waits;
    }

    [Fact]
    public async Task ReadOnly_WhileAWritingCallWaits_RunsAfterIt()
    {
        var waits = Grain.Wait(_key);
        await Diary.Holds(_key, $"{_key} starts");
        var reads = Grain.OpenReading("unused");
        Gate.Open(_key);
        await Task.WhenAll(waits, reads);
        Assert.Equal([$"{_key} starts", $"{_key} ends", "opens unused"], Diary.Of(_key));
    }

    [Fact]
    public async Task Call_WhileAReadOnlyCallWaits_RunsAfterIt()
    {
        var waits = Grain.WaitReading(_key);
        await Diary.Holds(_key, $"{_key} starts");
        var writes = Grain.Open("unused");
        Gate.Open(_key);
        await Task.WhenAll(waits, writes);
        Assert.Equal([$"{_key} starts", $"{_key} ends", "opens unused"], Diary.Of(_key));
    }
}
