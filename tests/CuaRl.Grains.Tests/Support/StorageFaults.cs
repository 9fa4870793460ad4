namespace CuaRl.Grains.Tests.Support;

/// <summary>What is to go wrong next.</summary>
internal sealed class StorageFaults
{
    private StorageFault _next;
    private int _before;
    private bool _stays;
    private TaskCompletionSource _hold = new();

    public StorageFaults() => Release();

    /// <summary>How many writes were asked for.</summary>
    public int Writes { get; set; }

    /// <summary>Whether what was to go wrong last did.</summary>
    public bool Failed { get; private set; } = true;

    /// <summary>Keeps writes from being done until <see cref="Release"/>.</summary>
    public void Hold() => _hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _hold.TrySetResult();

    public Task HeldAsync() => _hold.Task;

    public void FailNextWrite(StorageFault fault) => FailWrite(1, fault);

    /// <summary>Makes the n-th write from now fail, clears among them.</summary>
    public void FailWrite(int number, StorageFault fault)
    {
        _before = number - 1;
        _next = fault;
        (_stays, Failed) = (false, false);
    }

    /// <summary>Makes the n-th write from now fail, and all after it.</summary>
    public void FailWritesFrom(int number, StorageFault fault)
    {
        FailWrite(number, fault);
        _stays = true;
    }

    public StorageFault Take()
    {
        if (_next != StorageFault.None && _before-- > 0)
        {
            return StorageFault.None;
        }

        var fault = _next;
        Failed = true;
        if (!_stays)
        {
            _next = StorageFault.None;
        }

        return fault;
    }
}
