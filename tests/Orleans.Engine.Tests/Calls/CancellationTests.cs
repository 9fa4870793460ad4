using Orleans.Engine.Tests.Support;

namespace Orleans.Engine.Tests.Calls;

[Collection(EngineSuite.Name)]
public sealed class CancellationTests(EngineCluster engine)
{
    private readonly string _key = EngineCluster.NewKey();

    private ICallGrain Grain => engine.Client.GetGrain<ICallGrain>(_key);

    [Fact]
    public async Task Token_CancelledBefore_NothingIsSent()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Grain.WaitCancellable(_key, new CancellationToken(canceled: true)));
        await Grain.Note("after");
        Assert.Equal(["after"], Diary.Of(_key));
    }

    [Fact]
    public async Task Token_CancelledWhileTheCallRuns_CallerAndGrainLearnOfIt()
    {
        using var cancellation = new CancellationTokenSource();
        var call = Grain.WaitCancellable(_key, cancellation.Token);
        await Diary.Holds(_key, "starts");
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Diary.Holds(_key, "cancelled");
    }

    [Fact]
    public async Task Token_CancelledWhileTheCallIsQueued_CallerIsFree()
    {
        using var cancellation = new CancellationTokenSource();
        var running = Grain.WaitCancellable(_key);
        await Diary.Holds(_key, "starts");
        var queued = Grain.WaitCancellable($"{_key} never", cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued);
        Gate.Open(_key);
        await running;
    }

    [Fact]
    public async Task Token_NeverCancelled_CallAnswers()
    {
        using var cancellation = new CancellationTokenSource();
        Gate.Open(_key);
        await Grain.WaitCancellable(_key, cancellation.Token);
        Assert.Equal(["starts"], Diary.Of(_key));
    }
}
