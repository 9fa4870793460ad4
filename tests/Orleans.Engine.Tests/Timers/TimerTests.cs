using Orleans.Engine.Tests.Support;

namespace Orleans.Engine.Tests.Timers;

[Collection(EngineSuite.Name)]
public sealed class TimerTests(EngineCluster engine)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private readonly string _key = EngineCluster.NewKey();

    private ITimerGrain Grain => engine.Client.GetGrain<ITimerGrain>(_key);

    [Fact]
    public async Task Timer_WithAPeriod_TicksAgainAndAgain()
    {
        await Grain.Start(Soon, Soon);
        await Diary.Holds(_key, "tick 5");
    }

    [Fact]
    public async Task Timer_WithoutAPeriod_TicksOnce()
    {
        await Grain.Start(Soon, Never);
        await Diary.Holds(_key, "tick 1");
        await engine.Client.GetGrain<ITimerGrain>($"{_key} other").Start(Soon, Soon);
        await Diary.Holds($"{_key} other", "tick 5");
        Assert.Equal(["tick 1"], Diary.Of(_key));
    }

    [Fact]
    public async Task Timer_WhileACallRuns_WaitsForItsEnd()
    {
        var waits = Grain.Wait(_key);
        await Diary.Holds(_key, "waits");
        var started = Grain.Start(Soon, Never);
        Gate.Open(_key);
        await Task.WhenAll(waits, started);
        await Diary.Holds(_key, "tick 1");
        Assert.Equal(["waits", "waited", "tick 1"], Diary.Of(_key));
    }

    [Fact]
    public async Task Timer_ThatTicks_KeepsCallsWaiting()
    {
        await Grain.Start(Soon, Never, gate: _key);
        await Diary.Holds(_key, "tick 1");
        var waits = Grain.Wait(_key);
        Gate.Open(_key);
        await waits;
        Assert.Equal(["tick 1", "ticked", "waits", "waited"], Diary.Of(_key));
    }

    [Fact]
    public async Task Timer_ThatInterleaves_TicksWhileACallRuns()
    {
        await Grain.Start(Never, Never, interleave: true);
        await Grain.Change(TimeSpan.FromMilliseconds(20), Soon);
        var waits = Grain.Wait(_key);
        await Diary.Holds(_key, "waits");
        await Diary.Holds(_key, "tick 2");
        Gate.Open(_key);
        await waits;
    }

    [Fact]
    public async Task Timer_NotStarted_TicksWhenChanged()
    {
        await Grain.Start(Never, Never);
        await Grain.Change(Soon, Never);
        await Diary.Holds(_key, "tick 1");
    }

    [Fact]
    public async Task Timer_ThatFails_GoesOn()
    {
        await Grain.Fail();
        await Diary.Holds(_key, "tick 2");
    }

    [Fact]
    public async Task Timer_Disposed_TicksNoMore()
    {
        await Grain.Start(Soon, Soon);
        await Diary.Holds(_key, "tick 1");
        await Grain.Stop();
        await engine.Client.GetGrain<ITimerGrain>($"{_key} other").Start(Soon, Soon);
        await Diary.Holds($"{_key} other", "tick 5");
        Assert.Equal("stopped", Diary.Of(_key)[^1]);
    }

    [Fact]
    public async Task Timer_OfADeactivatedGrain_TicksNoMore()
    {
        await Grain.Start(Soon, Soon);
        await Diary.Holds(_key, "tick 1");
        await engine.Cluster.DeactivateAsync(Grain);
        var ticks = Diary.Of(_key);
        await engine.Client.GetGrain<ITimerGrain>($"{_key} other").Start(Soon, Soon);
        await Diary.Holds($"{_key} other", "tick 5");
        Assert.Equal(ticks, Diary.Of(_key));
    }
}
