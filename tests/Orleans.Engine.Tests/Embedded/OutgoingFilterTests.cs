using Orleans.Engine.Tests.Calls;
using Orleans.Engine.Tests.Support;
using Orleans.TestingHost;

namespace Orleans.Engine.Tests.Embedded;

public sealed class OutgoingFilterTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly string _key = EngineCluster.NewKey();
    private readonly InProcessTestCluster _cluster;

    public OutgoingFilterTests() => _cluster = EngineCluster.NewBuilder()
        .ConfigureSilo((_, silo) => silo.AddOutgoingGrainCallFilter(Filter))
        .Build();

    public Task InitializeAsync() => _cluster.DeployAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task Cycle_ThroughAFilter_IsReported()
    {
        var call = _cluster.Client.GetGrain<ICycleGrain>(_key).Pass([$"{_key} other", _key]);
        var report = await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Soon));
        Assert.StartsWith("Call cycle: ", report.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_ThatGoesOnTwice_IsRefusedByName()
    {
        var call = _cluster.Client.GetGrain<IFilteredGrain>(_key).TwiceByAnother($"{_key} other", 4);
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => call);
        Assert.Contains("IFilteredGrain.Twice: an outgoing filter", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_CancelledBeforeItsFilterGoesOn_IsNeverSent()
    {
        using var cancellation = new CancellationTokenSource();
        var silo = _cluster.GetSiloServiceProvider();
        var grain = ((IGrainFactory)silo.GetService(typeof(IGrainFactory))!).GetGrain<ICallGrain>(_key);
        var call = grain.WaitCancellable(_key, cancellation.Token);
        await Diary.Holds(_key, "filtered");
        await cancellation.CancelAsync();
        Gate.Open($"{_key} filter");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Soon));
        Assert.Equal(["filtered"], Diary.Of(_key));
    }

    private async Task Filter(IOutgoingGrainCallContext context)
    {
        if (context.MethodName == nameof(ICallGrain.WaitCancellable))
        {
            Diary.Add(_key, "filtered");
            await Gate.Passed($"{_key} filter");
        }

        await context.Invoke();
        if (context.MethodName == nameof(IFilteredGrain.Twice))
        {
            await context.Invoke();
        }
    }
}
