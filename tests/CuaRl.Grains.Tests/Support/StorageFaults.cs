namespace CuaRl.Grains.Tests.Support;

/// <summary>What is to go wrong next.</summary>
internal sealed class StorageFaults
{
    private StorageFault _next;
    private TaskCompletionSource _hold = new();

    public StorageFaults() => Release();

    /// <summary>How many writes were asked for.</summary>
    public int Writes { get; set; }

    /// <summary>Keeps writes from being done until <see cref="Release"/>.</summary>
    public void Hold() => _hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _hold.TrySetResult();

    public Task HeldAsync() => _hold.Task;

    public void FailNextWrite(StorageFault fault) => _next = fault;

    public StorageFault Take()
    {
        var fault = _next;
        _next = StorageFault.None;
        return fault;
    }
}
