namespace CuaRl.Grains.Devices;

/// <summary>Runs one piece of work at a time, in the order in which they came. For one activation, whose turns never overlap.</summary>
internal sealed class Lane
{
    private Task _last = Task.CompletedTask;

    /// <summary>How many run or wait.</summary>
    public int Count { get; private set; }

    public async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var before = _last;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _last = done.Task;
        Count++;
        try
        {
            await before;
            return await work();
        }
        finally
        {
            Count--;
            done.SetResult();
        }
    }
}
