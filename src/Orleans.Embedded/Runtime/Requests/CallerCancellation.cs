#pragma warning disable CA1001 // A token source without a timer holds nothing to free.
namespace Orleans.Runtime;

/// <summary>Ties a call to its caller's token: the caller is answered at once, the callee is told in a turn of its own.</summary>
internal sealed class CallerCancellation
{
    private readonly Request _request;
    private readonly CancellationTokenSource _callee = new();
    private readonly CancellationTokenRegistration _registration;

    /// <param name="request">The call.</param>
    /// <param name="token">The caller's; one that cannot be cancelled is allowed.</param>
    public CallerCancellation(Request request, CancellationToken token)
    {
        _request = request;
        _registration = token.UnsafeRegister(
            static (state, token) => ((CallerCancellation)state!).OnCancelled(token), this);
    }

    public CancellationToken CalleeToken => _callee.Token;

    // Not Dispose: that waits for a callback under way, which may wait for this thread.
    public void Leave() => _registration.Unregister();

    public void CancelCallee() => _callee.Cancel();

    private void OnCancelled(CancellationToken token)
    {
        if (_request.Cancel(token))
        {
            _request.Holder?.Withdraw(_request);
        }
    }
}
