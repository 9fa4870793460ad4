using Orleans.Concurrency;
using Orleans.Engine.Tests.Support;

namespace Orleans.Engine.Tests.Embedded;

public interface ISimulatedGrain : IGrainWithStringKey
{
    Task Note(string entry);

    [OneWay]
    Task NoteOneWay(string entry);

    /// <summary>Adds one, with a wait between reading and writing.</summary>
    Task<int> AddCarelessly();

    Task<int> GetActivation();

    Task TickEvery(TimeSpan period);

    Task Wait(string gate);
}

public interface ICarelessGrain : ISimulatedGrain;

internal class SimulatedGrain : Grain, ISimulatedGrain
{
    private static int _lastActivation;

    private readonly int _activation = Interlocked.Increment(ref _lastActivation);
    private int _sum;
    private int _ticks;

    private string Key => this.GetPrimaryKeyString();

    public Task Note(string entry)
    {
        Diary.Add(Key, entry);
        return Task.CompletedTask;
    }

    public Task NoteOneWay(string entry) => Note(entry);

    public async Task<int> AddCarelessly()
    {
        var sum = _sum;
        await GrainFactory.GetGrain<ISimulatedGrain>($"{Key} other").Note("asked");
        _sum = sum + 1;
        return _sum;
    }

    public Task<int> GetActivation() => Task.FromResult(_activation);

    public Task TickEvery(TimeSpan period)
    {
        this.RegisterGrainTimer(
            () => Note($"tick {++_ticks}"), new() { DueTime = period, Period = period, KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task Wait(string gate) => Gate.Passed(gate);
}

[Reentrant]
internal sealed class CarelessGrain : SimulatedGrain, ICarelessGrain;
