using Orleans.Concurrency;

namespace Orleans.Engine.Tests.Timers;

public interface ITimerGrain : IGrainWithStringKey
{
    /// <summary>Records every tick; the tick waits for the gate, if there is one.</summary>
    Task Start(TimeSpan dueTime, TimeSpan period, bool interleave = false, string? gate = null);

    Task Change(TimeSpan dueTime, TimeSpan period);

    Task Stop();

    Task Wait(string gate);

    [AlwaysInterleave]
    Task Open(string gate);

    Task Fail();

    Task Deactivate();
}
