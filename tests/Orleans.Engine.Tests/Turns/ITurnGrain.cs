using Orleans.Concurrency;

namespace Orleans.Engine.Tests.Turns;

public interface ITurnGrain : IGrainWithStringKey
{
    /// <summary>Records its start and its end, and in between waits for the gate of its name.</summary>
    Task Wait(string name);

    [AlwaysInterleave]
    Task WaitInterleaving(string name);

    [ReadOnly]
    Task WaitReading(string name);

    Task Open(string gate);

    [AlwaysInterleave]
    Task OpenInterleaving(string gate);

    [ReadOnly]
    Task OpenReading(string gate);

    /// <returns>How often two turns ran at once, which is never.</returns>
    Task<int> CountOverlaps(int yields);

    /// <returns>Whether an await came back to the scheduler it left.</returns>
    Task<bool> StaysOnScheduler();
}
