namespace CuaRl.Grains.Devices.Pools;

/// <summary>Who waits for a device.</summary>
internal sealed class Waiter(AcquireRequest request, DateTimeOffset since)
{
    private readonly TaskCompletionSource<DeviceLease> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AcquireRequest Request { get; } = request;

    /// <summary>In whose line it stands: a training's, or its own.</summary>
    public string Owner { get; } = request.Holder.TrainingId ?? request.Holder.RolloutId ?? "";

    public DateTimeOffset Since { get; } = since;

    /// <summary>When it last asked, and how many of its calls wait now.</summary>
    public DateTimeOffset AskedAt { get; set; } = since;

    public int Calls { get; set; }

    public bool IsCancelled { get; set; }

    public Task<DeviceLease> Answer => _answer.Task;

    public void Grant(DeviceLease lease) => _answer.TrySetResult(lease);

    public void Refuse(CuaRlException error)
    {
        if (_answer.TrySetException(error))
        {
            // Nobody may be waiting just now.
            _ = _answer.Task.Exception;
        }
    }
}
