using Orleans.Engine.Tests.Calls;
using Orleans.Engine.Tests.Support;

namespace Orleans.Engine.Tests.Embedded;

[Collection(EngineSuite.Name)]
public sealed class QueueTests(EngineCluster engine)
{
    private readonly string _key = EngineCluster.NewKey();

    private ICallGrain Grain => engine.Client.GetGrain<ICallGrain>(_key);

    [Fact]
    public async Task Call_CancelledInTheQueue_NeverRuns()
    {
        using var cancellation = new CancellationTokenSource();
        var running = Grain.WaitCancellable(_key);
        await Diary.Holds(_key, "starts");
        var queued = Grain.WaitCancellable($"{_key} never", cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued);
        Gate.Open(_key);
        await running;
        await Grain.Note("after");
        Assert.Equal(["starts", "after"], Diary.Of(_key));
    }

    [Fact]
    public async Task Calls_OfOneCaller_RunInTheirOrder()
    {
        var calls = Enumerable.Range(0, 200).Select(number => Grain.Note($"{number}").AsTask()).ToArray();
        await Task.WhenAll(calls);
        Assert.Equal(Enumerable.Range(0, 200).Select(number => $"{number}"), Diary.Of(_key));
    }
}
