namespace CuaRl.Grains.Runs;

/// <summary>
/// Lets calls in until it is closed, and tells when all have left: how a method that must be alone waits for those that
/// interleave. For one activation, whose turns never overlap.
/// </summary>
internal sealed class Turnstile
{
    private TaskCompletionSource? _closed;
    private TaskCompletionSource? _emptied;
    private int _inside;

    public bool IsClosed => _closed is not null;

    public async ValueTask EnterAsync()
    {
        while (_closed is { } closed)
        {
            await closed.Task;
        }

        _inside++;
    }

    public void Leave()
    {
        if (--_inside == 0)
        {
            _emptied?.TrySetResult();
        }
    }

    /// <summary>Keeps new calls out and waits for those inside.</summary>
    public async Task CloseAsync()
    {
        _closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_inside > 0)
        {
            _emptied = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await _emptied.Task;
            _emptied = null;
        }
    }

    public void Open()
    {
        var closed = _closed;
        _closed = null;
        closed?.TrySetResult();
    }
}
