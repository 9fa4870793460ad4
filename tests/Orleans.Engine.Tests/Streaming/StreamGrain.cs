using System.Runtime.CompilerServices;
using Orleans.Engine.Tests.Calls;
using Orleans.Engine.Tests.Support;

namespace Orleans.Engine.Tests.Streaming;

internal sealed class StreamGrain : Grain, IStreamGrain
{
    private readonly List<string> _shared = ["one"];

    private string Key => this.GetPrimaryKeyString();

    public async IAsyncEnumerable<int> Count(int count)
    {
        for (var number = 0; number < count; number++)
        {
            if (number % 7 == 0)
            {
                await Task.Yield();
            }

            yield return number;
        }
    }

    public async IAsyncEnumerable<int> CountWaiting(int count, string gate)
    {
        for (var number = 0; number < count; number++)
        {
            yield return number;
            if (number == 0)
            {
                await Gate.Passed(gate);
            }
        }
    }

    public async IAsyncEnumerable<int> CountAndFail(int count)
    {
        await foreach (var number in Count(count))
        {
            yield return number;
        }

        throw new ParcelException("torn", count);
    }

    public async IAsyncEnumerable<int> CountForever([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            yield return 0;
            await Gate.Passed($"{Key} never").WaitAsync(cancellationToken);
        }
        finally
        {
            Diary.Add(Key, cancellationToken.IsCancellationRequested ? "cancelled" : "disposed");
        }
    }

    public async IAsyncEnumerable<List<string>> Share()
    {
        yield return _shared;
        await Task.Yield();
        yield return _shared;
    }

    public Task Open(string gate)
    {
        Gate.Open(gate);
        return Task.CompletedTask;
    }

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
