using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Engine.Tests.Support;
using Orleans.TestingHost;

namespace Orleans.Engine.Tests.Embedded;

[Collection(EngineSuite.Name)]
public sealed class EndingTests(EngineCluster engine)
{
    private readonly string _key = EngineCluster.NewKey();

    [Fact]
    public async Task Call_QueuedWhileTheGrainEnds_IsServedBeforeTheGrainIsDisposed()
    {
        var grain = engine.Client.GetGrain<IEndingGrain>(_key);
        var first = await grain.GetActivation();
        await grain.End();
        await Diary.Holds(_key, "ends");
        var queued = grain.GetActivation();
        Gate.Open($"{_key} end");
        Assert.NotEqual(first, await queued.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.DoesNotContain("disposed", Diary.Of(_key));

        Gate.Open($"{_key} dispose");
        await Diary.Holds(_key, "disposed");
    }

    [Fact]
    public async Task Deactivation_OfAGrainThatDisposesForEver_EndsAtItsLimit()
    {
        await using var cluster = EngineCluster.NewBuilder()
            .ConfigureSilo((_, silo) => silo.Services.Configure<GrainCollectionOptions>(
                options => options.DeactivationTimeout = TimeSpan.FromMilliseconds(100)))
            .Build();
        await cluster.DeployAsync();
        var grain = cluster.Client.GetGrain<IEndingGrain>(_key);
        await grain.GetActivation();
        var ended = cluster.WaitForDeactivationAsync(grain);
        Gate.Open($"{_key} end");
        await grain.End();
        await ended.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(["ends", "disposes"], Diary.Of(_key));
        Gate.Open($"{_key} dispose");
    }
}
