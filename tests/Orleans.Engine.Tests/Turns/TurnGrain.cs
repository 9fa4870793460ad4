using Orleans.Concurrency;
using Orleans.Engine.Tests.Support;

namespace Orleans.Engine.Tests.Turns;

public interface IReentrantTurnGrain : ITurnGrain;

internal class TurnGrain : Grain, ITurnGrain
{
    private int _inside;
    private int _overlaps;

    public async Task Wait(string name)
    {
        var key = this.GetPrimaryKeyString();
        Diary.Add(key, $"{name} starts");
        await Gate.Passed(name);
        Diary.Add(key, $"{name} ends");
    }

    public Task WaitInterleaving(string name) => Wait(name);

    public Task WaitReading(string name) => Wait(name);

    public Task Open(string gate)
    {
        Diary.Add(this.GetPrimaryKeyString(), $"opens {gate}");
        Gate.Open(gate);
        return Task.CompletedTask;
    }

    public Task OpenInterleaving(string gate) => Open(gate);

    public Task OpenReading(string gate) => Open(gate);

    public async Task<int> CountOverlaps(int yields)
    {
        for (var turn = 0; turn <= yields; turn++)
        {
            if (Interlocked.Increment(ref _inside) != 1)
            {
                _overlaps++;
            }

            Thread.SpinWait(200);
            Interlocked.Decrement(ref _inside);
            await Task.Yield();
        }

        return _overlaps;
    }

    public async Task<bool> StaysOnScheduler()
    {
        var scheduler = TaskScheduler.Current;
        await Task.Yield();
        var afterYield = TaskScheduler.Current;
        await Task.Run(() => { });
        var afterPool = TaskScheduler.Current;
        var started = await Task.Factory.StartNew(
            () => TaskScheduler.Current, CancellationToken.None, TaskCreationOptions.None, scheduler);
        return scheduler != TaskScheduler.Default
            && ReferenceEquals(scheduler, afterYield)
            && ReferenceEquals(scheduler, afterPool)
            && ReferenceEquals(scheduler, started);
    }
}

[Reentrant]
internal sealed class ReentrantTurnGrain : TurnGrain, IReentrantTurnGrain;
