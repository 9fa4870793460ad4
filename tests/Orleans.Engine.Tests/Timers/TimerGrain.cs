using Orleans.Engine.Tests.Support;

namespace Orleans.Engine.Tests.Timers;

internal sealed class TimerGrain : Grain, ITimerGrain
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);

    private IGrainTimer? _timer;
    private int _ticks;

    private string Key => this.GetPrimaryKeyString();

    public Task Start(TimeSpan dueTime, TimeSpan period, bool interleave, string? gate)
    {
        _timer = this.RegisterGrainTimer(
            Tick, gate, new() { DueTime = dueTime, Period = period, Interleave = interleave });
        return Task.CompletedTask;
    }

    public Task Change(TimeSpan dueTime, TimeSpan period)
    {
        _timer!.Change(dueTime, period);
        return Task.CompletedTask;
    }

    public Task Stop()
    {
        _timer!.Dispose();
        Diary.Add(Key, "stopped");
        return Task.CompletedTask;
    }

    public async Task Wait(string gate)
    {
        Diary.Add(Key, "waits");
        await Gate.Passed(gate);
        Diary.Add(Key, "waited");
    }

    public Task Open(string gate)
    {
        Gate.Open(gate);
        return Task.CompletedTask;
    }

    public Task Fail()
    {
        _timer = this.RegisterGrainTimer(
            () =>
            {
                Diary.Add(Key, $"tick {++_ticks}");
                return _ticks == 1 ? throw new InvalidOperationException("The first tick fails.") : Task.CompletedTask;
            },
            Soon,
            Soon);
        return Task.CompletedTask;
    }

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private async Task Tick(string? gate, CancellationToken cancellationToken)
    {
        Diary.Add(Key, $"tick {++_ticks}");
        if (gate is not null)
        {
            cancellationToken.Register(() => Diary.Add(Key, "cancelled"));
            await Gate.Passed(gate);
            Diary.Add(Key, "ticked");
        }
    }
}
