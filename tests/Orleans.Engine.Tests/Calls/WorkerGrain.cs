using Orleans.Concurrency;
using Orleans.Engine.Tests.Support;

namespace Orleans.Engine.Tests.Calls;

public interface IWorkerGrain : IGrainWithIntegerKey
{
    Task<int> Wait(string gate);

    Task<int> Open(string gate);
}

[StatelessWorker(4)]
internal sealed class WorkerGrain : Grain, IWorkerGrain
{
    private static int _lastWorker;

    private readonly int _worker = Interlocked.Increment(ref _lastWorker);

    public async Task<int> Wait(string gate)
    {
        await Gate.Passed(gate);
        return _worker;
    }

    public Task<int> Open(string gate)
    {
        Gate.Open(gate);
        return Task.FromResult(_worker);
    }
}
