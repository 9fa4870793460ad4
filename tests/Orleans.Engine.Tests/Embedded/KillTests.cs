using Orleans.Engine.Tests.Calls;
using Orleans.Engine.Tests.Lifetime;
using Orleans.Engine.Tests.Observers;
using Orleans.Engine.Tests.Support;
using Orleans.Engine.Tests.Timers;
using Orleans.TestingHost;

namespace Orleans.Engine.Tests.Embedded;

/// <summary>A kill of this engine is a crash: stricter than the packages', whose test host still deactivates.</summary>
public sealed class KillTests : IAsyncLifetime
{
    private readonly string _key = EngineCluster.NewKey();
    private readonly InProcessTestCluster _cluster = EngineCluster.NewBuilder().Build();

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Kill_OfTheSilo_DeactivatesNothing()
    {
        await _cluster.Client.GetGrain<ILifetimeGrain>(_key).GetActivation();
        await _cluster.KillSiloAsync(_cluster.Silos[0]);
        await _cluster.StartAdditionalSiloAsync();
        await _cluster.Client.GetGrain<ILifetimeGrain>(_key).GetActivation();
        Assert.Equal(["activated", "activated"], Diary.Of(_key));
    }

    [Fact]
    public async Task Kill_WhileACallRuns_CallerLearnsOfItAndTheCallNeverGoesOn()
    {
        var grain = _cluster.Client.GetGrain<ICallGrain>(_key);
        var call = grain.Wait(_key);
        await Diary.Holds(_key, "starts");
        await _cluster.KillSiloAsync(_cluster.Silos[0]);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => call);

        Gate.Open(_key);
        await _cluster.StartAdditionalSiloAsync();
        await grain.Note("after");
        Assert.Equal(["starts", "after"], Diary.Of(_key));
    }

    [Fact]
    public async Task Kill_OfATimersGrain_EndsTheTimer()
    {
        var soon = TimeSpan.FromMilliseconds(1);
        await _cluster.Client.GetGrain<ITimerGrain>(_key).Start(soon, soon);
        await Diary.Holds(_key, "tick 2");
        await _cluster.KillSiloAsync(_cluster.Silos[0]);
        var ticks = Diary.Of(_key).Length;

        await _cluster.StartAdditionalSiloAsync();
        await _cluster.Client.GetGrain<ITimerGrain>($"{_key} other").Start(soon, soon);
        await Diary.Holds($"{_key} other", "tick 5");
        Assert.InRange(Diary.Of(_key).Length, ticks, ticks + 1);
    }

    [Fact]
    public async Task Kill_BeforeAGrainCallsAnObserver_TheCallIsRefused()
    {
        var client = _cluster.Client;
        var observer = new Listener();
        var listener = client.CreateObjectReference<IListener>(observer);
        var call = client.GetGrain<IEndingGrain>(_key).KillAndAsk(listener);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => call);
        await Diary.Holds(_key, "asked SiloUnavailableException");
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task Call_WithoutASilo_IsRefusedAtOnce()
    {
        await _cluster.StopSiloAsync(_cluster.Silos[0]);
        await Assert.ThrowsAsync<SiloUnavailableException>(() => _cluster.Client.GetGrain<ICallGrain>(_key).Wait(_key));
    }

    [Fact]
    public async Task SecondSilo_Asked_IsRefusedByName()
    {
        var refusal = await Assert.ThrowsAsync<NotSupportedException>(() => _cluster.StartAdditionalSiloAsync());
        Assert.Contains("OrleansEngine=packages", refusal.Message, StringComparison.Ordinal);
    }

    private sealed class Listener : IListener
    {
        public void OnSaid(string text)
        {
        }

        public Task<int> Ask(string text) => Task.FromResult(0);

        public Task WaitFor(string gate) => Task.CompletedTask;
    }
}
