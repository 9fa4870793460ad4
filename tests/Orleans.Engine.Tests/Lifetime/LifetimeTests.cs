using Orleans.Engine.Tests.Support;

namespace Orleans.Engine.Tests.Lifetime;

[Collection(EngineSuite.Name)]
public sealed class LifetimeTests(EngineCluster engine)
{
    private readonly string _key = EngineCluster.NewKey();

    private ILifetimeGrain Grain => engine.Client.GetGrain<ILifetimeGrain>(_key);

    [Fact]
    public async Task FirstCalls_ManyAtOnce_ShareOneActivationThatIsReady()
    {
        var activations = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Grain.GetActivation())));
        Assert.Single(activations.Distinct());
        Assert.NotEqual(-1, activations[0]);
        Assert.Equal(["activated"], Diary.Of(_key));
    }

    [Fact]
    public async Task OnActivate_Throws_CallerGetsItAndTheNextCallTriesAgain()
    {
        var grain = engine.Client.GetGrain<IFailingGrain>(_key);
        var failure = await Assert.ThrowsAsync<ArgumentException>(() => grain.GetAttempt());
        Assert.Equal("not yet", failure.Message);
        Assert.Equal(2, await grain.GetAttempt());
    }

    [Fact]
    public async Task DeactivateOnIdle_AfterTheCall_NextCallFindsANewActivation()
    {
        var first = await Grain.GetActivation();
        await Grain.DeactivateAtEnd();
        Assert.NotEqual(first, await Grain.GetActivation());
        Assert.Equal(["activated", "deactivated ApplicationRequested", "activated"], Diary.Of(_key));
    }

    [Fact]
    public async Task DeactivateOnIdle_WhileACallRuns_WaitsForItAndPassesOthersOn()
    {
        var first = await Grain.GetActivation();
        var waits = Grain.DeactivateAndWait(_key);
        await Diary.Holds(_key, "waits");
        var next = Grain.GetActivation();
        Gate.Open(_key);
        await waits;
        Assert.NotEqual(first, await next);
        Assert.Equal(
            ["activated", "waits", "waited", "deactivated ApplicationRequested", "activated"], Diary.Of(_key));
    }

    [Fact]
    public async Task DeactivateAsync_OfTheCluster_EndsTheActivation()
    {
        var first = await Grain.GetActivation();
        await engine.Cluster.DeactivateAsync(Grain);
        Assert.Equal(["activated", "deactivated ApplicationRequested"], Diary.Of(_key));
        Assert.NotEqual(first, await Grain.GetActivation());
    }

    [Fact]
    public async Task WaitForDeactivation_OfTheCluster_EndsWithTheActivation()
    {
        await Grain.GetActivation();
        var deactivated = engine.Cluster.WaitForDeactivationAsync(Grain);
        await Grain.DeactivateAtEnd();
        await deactivated;
        Assert.Equal(["activated", "deactivated ApplicationRequested"], Diary.Of(_key));
    }

    [Fact]
    public async Task GrainWithoutBaseClass_Called_KnowsItsKey() =>
        Assert.Equal(_key, await engine.Client.GetGrain<IPocoGrain>(_key).GetKey());
}
