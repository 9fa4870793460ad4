using Orleans.Engine.Tests.Support;

namespace Orleans.Engine.Tests.Observers;

[Collection(EngineSuite.Name)]
public sealed class ObserverTests(EngineCluster engine)
{
    private readonly string _key = EngineCluster.NewKey();

    private IObservedGrain Grain => engine.Client.GetGrain<IObservedGrain>(_key);

    [Fact]
    public async Task Observer_Subscribed_HearsAndAnswers()
    {
        var listener = new Listener(_key);
        await Grain.Subscribe(engine.Client.CreateObjectReference<IListener>(listener));
        await Grain.Say("hello");
        await Diary.Holds(_key, "heard hello");
        Assert.Equal(5, await Grain.AskAll("hello"));
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task Observer_Unsubscribed_HearsNoMore()
    {
        var listener = new Listener(_key);
        var reference = engine.Client.CreateObjectReference<IListener>(listener);
        await Grain.Subscribe(reference);
        await Grain.Subscribe(reference);
        Assert.Equal(1, await Grain.Count());
        await Grain.Unsubscribe(reference);
        Assert.Equal(0, await Grain.Count());
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task Observer_CalledWhileItWorks_FinishesFirst()
    {
        var listener = new Listener(_key);
        var reference = engine.Client.CreateObjectReference<IListener>(listener);
        var waits = reference.WaitFor(_key);
        await Diary.Holds(_key, "waits");
        var asks = reference.Ask("hello");
        Gate.Open(_key);
        await Task.WhenAll(waits, asks);
        Assert.Equal(["waits", "waited", "asked hello"], Diary.Of(_key));
        GC.KeepAlive(listener);
    }

    [Fact]
    public async Task Observer_Deleted_HearsNoMore()
    {
        var listener = new Listener(_key);
        var reference = engine.Client.CreateObjectReference<IListener>(listener);
        await Grain.Subscribe(reference);
        engine.Client.DeleteObjectReference<IListener>(reference);
        await Grain.Say("hello");

        var other = new Listener($"{_key} other");
        await Grain.Subscribe(engine.Client.CreateObjectReference<IListener>(other));
        await Grain.Say("again");
        await Diary.Holds($"{_key} other", "heard again");
        Assert.Empty(Diary.Of(_key));
        GC.KeepAlive(listener);
        GC.KeepAlive(other);
    }

    [Fact]
    public async Task Observer_DeletedAfterACall_HearsNoMore()
    {
        var listener = new Listener(_key);
        var reference = engine.Client.CreateObjectReference<IListener>(listener);
        await Grain.Subscribe(reference);
        await Grain.Say("hello");
        await Diary.Holds(_key, "heard hello");
        engine.Client.DeleteObjectReference<IListener>(reference);
        await Grain.Say("again");

        var other = new Listener($"{_key} other");
        await Grain.Subscribe(engine.Client.CreateObjectReference<IListener>(other));
        await Grain.Say("last");
        await Diary.Holds($"{_key} other", "heard last");
        Assert.Equal(["heard hello"], Diary.Of(_key));
        GC.KeepAlive(listener);
        GC.KeepAlive(other);
    }

    private sealed class Listener(string key) : IListener
    {
        public void OnSaid(string text) => Diary.Add(key, $"heard {text}");

        public Task<int> Ask(string text)
        {
            Diary.Add(key, $"asked {text}");
            return Task.FromResult(text.Length);
        }

        public async Task WaitFor(string gate)
        {
            Diary.Add(key, "waits");
            await Gate.Passed(gate);
            Diary.Add(key, "waited");
        }
    }
}
