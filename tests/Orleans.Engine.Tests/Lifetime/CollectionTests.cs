using Orleans.Configuration;
using Orleans.Engine.Tests.Support;
using Orleans.TestingHost;

namespace Orleans.Engine.Tests.Lifetime;

public sealed class CollectionTests : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster = EngineCluster.NewBuilder()
        .ConfigureSilo((_, silo) => silo.Configure<GrainCollectionOptions>(options =>
        {
            options.CollectionQuantum = TimeSpan.FromSeconds(1);
            options.CollectionAge = TimeSpan.FromSeconds(2);
        }))
        .Build();

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task IdleActivations_OfAnAgePast_AreCollectedUnlessTheyStay()
    {
        var (idle, delayed, kept) = (EngineCluster.NewKey(), EngineCluster.NewKey(), EngineCluster.NewKey());
        await _cluster.Client.GetGrain<ILifetimeGrain>(delayed).StayFor(TimeSpan.FromMinutes(5));
        await _cluster.Client.GetGrain<IKeptGrain>(kept).GetActivation();
        await _cluster.Client.GetGrain<ILifetimeGrain>(idle).GetActivation();

        await Diary.Holds(idle, "deactivated ActivationIdle");

        Assert.Equal(["activated"], Diary.Of(delayed));
        Assert.Equal(["activated"], Diary.Of(kept));
    }
}
