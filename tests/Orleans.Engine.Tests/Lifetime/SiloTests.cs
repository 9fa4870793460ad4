using Microsoft.Extensions.DependencyInjection;
using Orleans.Engine.Tests.Support;
using Orleans.TestingHost;

namespace Orleans.Engine.Tests.Lifetime;

public sealed class SiloTests : IAsyncLifetime
{
    private readonly string _key = EngineCluster.NewKey();
    private readonly InProcessTestCluster _cluster;

    public SiloTests() => _cluster = EngineCluster.NewBuilder()
        .ConfigureSilo((_, silo) => silo.AddStartupTask(async (services, _) =>
        {
            await services.GetRequiredService<IGrainFactory>().GetGrain<ILifetimeGrain>(_key).GetActivation();
            Diary.Add(_key, "started");
        }))
        .Build();

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task StartupTask_WhenTheSiloIsUp_HasCalledItsGrain()
    {
        Assert.Equal(["activated", "started"], Diary.Of(_key));
        await _cluster.Client.GetGrain<ILifetimeGrain>(_key).GetActivation();
    }

    [Fact]
    public async Task Stop_OfTheSilo_DeactivatesItsGrains()
    {
        await _cluster.StopSiloAsync(_cluster.Silos[0]);
        Assert.Equal(["activated", "started", "deactivated ShuttingDown"], Diary.Of(_key));
    }

    [Fact]
    public async Task Kill_OfTheSilo_ItsSuccessorServes()
    {
        await _cluster.KillSiloAsync(_cluster.Silos[0]);
        await _cluster.StartAdditionalSiloAsync();
        await Eventually.HoldsAsync("a call that succeeds after the restart", CanCall);
        Assert.Equal(["activated", "started"], Diary.Of(_key)[^2..]);
    }

    private async Task<bool> CanCall()
    {
        try
        {
            await _cluster.Client.GetGrain<ILifetimeGrain>(_key).GetActivation();
            return true;
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            return false;
        }
    }
}
