using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>
/// Runs a test and the silo it uses on one thread, choosing by a seed what happens next among all that may: a turn of
/// some activation, the arrival of some call or answer, a continuation of the test, the passing of time. The same seed
/// gives the same run, as long as nothing goes to other threads. Outside <see cref="Run"/> everything is as in life, but
/// the clock stands.
/// </summary>
internal sealed class Simulation
{
    private static readonly TimeSpan PatienceForOtherThreads = TimeSpan.FromSeconds(10);

    [ThreadStatic]
    private static bool _isOnThisThread;

    private readonly List<Action> _ready = [];
    private readonly Dictionary<GrainId, List<Activation>> _strays = [];
    private readonly Random _random;
    private readonly SimulationOptions _options;
    private volatile bool _isRunning;

    public Simulation(int seed, SimulationOptions options)
    {
        _random = new(seed);
        _options = options;
        Time = new(Enqueue);
    }

    /// <summary>How callers go on: each on its own, but in a simulation at once, as other threads would break the order.</summary>
    public static TaskCreationOptions Continuations =>
        _isOnThisThread ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously;

    public SimulatedTime Time { get; }

    /// <summary>The silo that runs in it.</summary>
    public Silo? Silo { get; set; }

    /// <summary>How many steps it took; two runs of one seed take the same.</summary>
    public int Steps { get; private set; }

    /// <exception cref="InvalidOperationException">Nothing can happen any more, or not within the horizon.</exception>
    public void Run(Func<Task> test)
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new SimulationContext(Enqueue));
        _isRunning = _isOnThisThread = true;
        try
        {
            var running = test();

            // Only the test's own steps have the context; a grain's awaits go back to its activation.
            SynchronizationContext.SetSynchronizationContext(null);
            while (!running.IsCompleted)
            {
                Step();
            }

            running.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
            _isOnThisThread = false;
            End();
        }
    }

    /// <summary>From the next call on, the grain has one more activation, as after a partition; calls go to any of them.</summary>
    public void Duplicate(IAddressable grain)
    {
        var id = grain.GetGrainId();
        if (Silo is { } silo && silo.TryGetActivation(id, out var activation))
        {
            silo.Forget(id, activation!);
            (_strays.TryGetValue(id, out var strays) ? strays : _strays[id] = []).Add(activation!);
        }
    }

    public void Schedule(IThreadPoolWorkItem turns) => Enqueue(turns.Execute);

    public void Send(Request request, Action deliver)
    {
        if (!_isRunning || !request.IsOneWay || _random.NextDouble() >= _options.OneWayLossChance)
        {
            Post(deliver);
        }
    }

    public void Reply(Action answer) => Post(answer);

    /// <summary>An activation that the directory no longer names, if the call happens to go to one.</summary>
    public Activation? StrayFor(GrainId id)
    {
        if (!_strays.TryGetValue(id, out var strays))
        {
            return null;
        }

        strays.RemoveAll(stray => stray.Deactivated.IsCompleted);
        var choice = _random.Next(strays.Count + 1);
        return choice < strays.Count ? strays[choice] : null;
    }

    private void Post(Action message)
    {
        if (!_isRunning)
        {
            message();
        }
        else if (_random.NextDouble() < _options.DelayChance)
        {
            Time.After(_options.MaxDelay * _random.NextDouble(), message);
        }
        else
        {
            Enqueue(message);
        }
    }

    private void Enqueue(Action action)
    {
        lock (_ready)
        {
            if (_isRunning)
            {
                _ready.Add(action);
                Monitor.Pulse(_ready);
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(static state => state(), action, preferLocal: false);
    }

    private void Step()
    {
        Steps++;
        if (_random.NextDouble() < _options.HasteChance && Time.TryAdvance(_options.MaxHaste))
        {
            return;
        }

        Action? action = null;
        lock (_ready)
        {
            if (_ready.Count > 0)
            {
                var index = _random.Next(_ready.Count);
                action = _ready[index];
                _ready.RemoveAt(index);
            }
        }

        if (action is not null)
        {
            action();
        }
        else if (Time.Elapsed > _options.Horizon)
        {
            throw new InvalidOperationException($"The test was not done after {Time.Elapsed} of simulated time.");
        }
        else if (!Time.TryAdvance(TimeSpan.MaxValue))
        {
            WaitForOtherThreads();
        }
    }

    private void WaitForOtherThreads()
    {
        lock (_ready)
        {
            if (_ready.Count == 0 && !Monitor.Wait(_ready, PatienceForOtherThreads))
            {
                throw new InvalidOperationException("The test waits for something, and nothing can happen any more.");
            }
        }
    }

    // The test is over; what is left, such as stopping the silo, needs no order and no seed.
    private void End()
    {
        Action[] left;
        lock (_ready)
        {
            _isRunning = false;
            left = [.. _ready];
            _ready.Clear();
        }

        Array.ForEach(left, Enqueue);
    }
}
