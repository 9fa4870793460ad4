using Orleans.Engine.Tests.Support;
using Orleans.Runtime;

namespace Orleans.Engine.Tests.Embedded;

[Collection(EngineSuite.Name)]
public sealed class CleanTests(EngineCluster engine)
{
    private readonly string _key = EngineCluster.NewKey();

    private ICleanGrain Grain => engine.Client.GetGrain<ICleanGrain>(_key);

    [Fact]
    public async Task Lifetime_OfAGrain_SeesNoAsyncLocalsOfItsCallers()
    {
        CleanGrain.Local.Value = "a local";
        RequestContext.Set("value", "a value");
        await Grain.Touch();
        await engine.Cluster.DeactivateAsync(Grain);
        Assert.Equal(
            ["activated with nothing and a value", "deactivated with nothing and nothing"],
            Diary.Of(_key));
    }

    [Fact]
    public async Task Deactivation_OfATimerWhoseTokenCallbackThrows_GoesOn()
    {
        await Grain.StartTimer();
        await Diary.Holds(_key, "ticked");
        await engine.Cluster.DeactivateAsync(Grain).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal("deactivated with nothing and nothing", Diary.Of(_key)[^1]);
    }
}
