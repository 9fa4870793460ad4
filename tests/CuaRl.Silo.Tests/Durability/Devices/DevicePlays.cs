using System.Collections.Concurrent;

namespace CuaRl.Silo.Tests.Durability.Devices;

/// <summary>Players that share the rollouts of a training among them, each with one device at a time.</summary>
internal sealed class DevicePlays
{
    private readonly string _service;
    private readonly string _pool;
    private readonly ConcurrentQueue<PlayedRollout> _left;
    private readonly Lock _gate = new();
    private readonly Task _running;
    private int _calls;
    private int _awaited = int.MaxValue;
    private TaskCompletionSource _reached = new();
    private TaskCompletionSource _goesOn = new();
    private int _putOff;
    private int _cleaned;

    private DevicePlays(string service, string pool, IEnumerable<PlayedRollout> rollouts, int players)
    {
        (_service, _pool, _left) = (service, pool, new(rollouts));
        _running = Task.WhenAll(Enumerable.Range(0, players).Select(_ => RunAsync()));
    }

    /// <summary>What was done to each box, by its id.</summary>
    public ConcurrentDictionary<string, BoxTally> Boxes { get; } = new();

    /// <summary>How each attempt that was lost ended, by kind.</summary>
    public ConcurrentDictionary<string, int> Losses { get; } = new();

    /// <summary>How often a box was to be replaced and the provider wanted to be asked later.</summary>
    public int NumPutOff => _putOff;

    /// <summary>How many players that reset nothing got a clean box in place of the one that another had used.</summary>
    public int NumCleaned => _cleaned;

    public bool IsCompleted => _running.IsCompleted;

    public static DevicePlays Start(string service, string pool, IEnumerable<PlayedRollout> rollouts, int players) =>
        new(service, pool, rollouts, players);

    /// <summary>Waits until so many more actions are acknowledged or calls put off, or all is played. From then on players wait.</summary>
    public Task MoreAsync(int calls)
    {
        lock (_gate)
        {
            _awaited = _calls + calls;
            _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _goesOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return Task.WhenAny(_reached.Task, _running);
        }
    }

    /// <summary>Lets players go on.</summary>
    public void GoOn()
    {
        lock (_gate)
        {
            _awaited = int.MaxValue;
            _goesOn.TrySetResult();
        }
    }

    public Task FinishAsync() => _running;

    /// <summary>Notes that an action was acknowledged, and waits while nothing more is to be done.</summary>
    public Task ActedAsync()
    {
        lock (_gate)
        {
            if (++_calls < _awaited)
            {
                return Task.CompletedTask;
            }

            _reached.TrySetResult();
            return _goesOn.Task;
        }
    }

    /// <summary>Notes that a box was to be replaced and the provider wanted to be asked later.</summary>
    public Task PutOffAsync()
    {
        Interlocked.Increment(ref _putOff);
        return ActedAsync();
    }

    /// <summary>Notes that a player who reset nothing saw a clean phone.</summary>
    public void Began(bool wasCleaned) => Interlocked.Add(ref _cleaned, wasCleaned ? 1 : 0);

    private async Task RunAsync()
    {
        using var caller = new Caller(_service);
        while (_left.TryDequeue(out var rollout))
        {
            await new DevicePlay(caller, _pool, rollout, this).RunAsync();
        }
    }
}
