namespace CuaRl.Silo.Tests.Cluster.Recording;

/// <summary>Sends one command after another until it is stopped; each until it is acknowledged, then the next.</summary>
internal abstract class Recorder(Pace pace)
{
    private readonly Dictionary<StateId, string> _acknowledged = [];
    private Task _running = Task.CompletedTask;
    private volatile bool _isStopping;
    private int _count;
    private int _held;

    /// <summary>What every state shows that was acknowledged; to be read when all is finished.</summary>
    public IReadOnlyDictionary<StateId, string> Acknowledged => _acknowledged;

    /// <summary>How many states were acknowledged till now.</summary>
    public int Count => OrWhyItFailed(ref _count);

    /// <summary>How often a command was refused since the run is paused.</summary>
    public int Held => OrWhyItFailed(ref _held);

    public bool IsStopping => _isStopping;

    public void Start() => _running = RunAsync();

    public async Task FinishAsync()
    {
        _isStopping = true;
        await _running;
    }

    /// <summary>The next command, once.</summary>
    protected abstract Task SendAsync(int number);

    /// <summary>A state that was acknowledged; the same one may be so only once.</summary>
    protected void Acknowledge(StateId state, string shown)
    {
        _acknowledged.Add(state, shown);
        Interlocked.Increment(ref _count);
    }

    private int OrWhyItFailed(ref int count)
    {
        if (_running.IsFaulted)
        {
            _running.GetAwaiter().GetResult();
        }

        return Volatile.Read(ref count);
    }

    private async Task RunAsync()
    {
        for (var number = 0; !_isStopping; number++)
        {
            await pace.KeepAsync(this);
            await Persistent.CallAsync($"command {number}", async () =>
            {
                try
                {
                    await SendAsync(number);
                    return this;
                }
                catch (RunNotActiveException held) when (held.Status == RunStatus.Paused)
                {
                    Interlocked.Increment(ref _held);
                    return null!;
                }
            });
        }
    }
}
