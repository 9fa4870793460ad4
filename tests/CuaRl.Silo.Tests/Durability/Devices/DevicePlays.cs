using System.Collections.Concurrent;

namespace CuaRl.Silo.Tests.Durability.Devices;

/// <summary>Players that share the rollouts of a training among them, each with one device at a time.</summary>
internal sealed class DevicePlays
{
    private readonly string _service;
    private readonly string _pool;
    private readonly ConcurrentQueue<PlayedRollout> _left;
    private readonly ConcurrentQueue<(int Acts, TaskCompletionSource Reached)> _awaited = [];
    private readonly Task _running;
    private int _acts;

    private DevicePlays(string service, string pool, IEnumerable<PlayedRollout> rollouts, int players)
    {
        (_service, _pool, _left) = (service, pool, new(rollouts));
        _running = Task.WhenAll(Enumerable.Range(0, players).Select(_ => RunAsync()));
    }

    /// <summary>What was done to each box, by its id.</summary>
    public ConcurrentDictionary<string, BoxTally> Boxes { get; } = new();

    /// <summary>How each attempt that was lost ended, by kind.</summary>
    public ConcurrentDictionary<string, int> Losses { get; } = new();

    public bool IsCompleted => _running.IsCompleted;

    public static DevicePlays Start(string service, string pool, IEnumerable<PlayedRollout> rollouts, int players) =>
        new(service, pool, rollouts, players);

    /// <summary>Waits until so many more actions are acknowledged, or all is played.</summary>
    public Task MoreAsync(int acts)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _awaited.Enqueue((Volatile.Read(ref _acts) + acts, reached));
        Announce();
        return Task.WhenAny(reached.Task, _running);
    }

    public Task FinishAsync() => _running;

    /// <summary>Notes that an action was acknowledged.</summary>
    public void Acted()
    {
        Interlocked.Increment(ref _acts);
        Announce();
    }

    private void Announce()
    {
        foreach (var (acts, reached) in _awaited)
        {
            if (Volatile.Read(ref _acts) >= acts)
            {
                reached.TrySetResult();
            }
        }
    }

    private async Task RunAsync()
    {
        using var caller = new Caller(_service);
        while (_left.TryDequeue(out var rollout))
        {
            await new DevicePlay(caller, _pool, rollout, this).RunAsync();
        }
    }
}
