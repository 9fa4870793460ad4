using System.Runtime.ExceptionServices;

namespace Orleans.Runtime;

/// <summary>The caller's side of an enumeration: asks for a batch when the last one is used up.</summary>
internal sealed class StreamReader<T> : IAsyncEnumerator<T>
{
    private static long _lastId;

    private readonly long _id = Interlocked.Increment(ref _lastId);
    private readonly StreamRequest<T> _request;
    private readonly CancellationTokenSource? _linked;
    private readonly CancellationToken _token;
    private StreamBatch<T> _batch = new(StreamStatus.Active, []);
    private int _index;
    private bool _isStarted;
    private bool _isDisposed;

    public StreamReader(StreamRequest<T> request, CancellationToken ofCall, CancellationToken ofEnumeration)
    {
        _request = request;
        if (ofCall.CanBeCanceled && ofEnumeration.CanBeCanceled && ofCall != ofEnumeration)
        {
            _linked = CancellationTokenSource.CreateLinkedTokenSource(ofCall, ofEnumeration);
            _token = _linked.Token;
        }
        else
        {
            _token = ofCall.CanBeCanceled ? ofCall : ofEnumeration;
        }
    }

    public T Current => _batch.Items[_index];

    public async ValueTask<bool> MoveNextAsync()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (++_index < _batch.Items.Length)
        {
            return true;
        }

        while (_batch.Status == StreamStatus.Active)
        {
            _batch = await Fetch();
            _index = 0;
            if (_batch.Items.Length > 0)
            {
                return true;
            }
        }

        return _batch.Status switch
        {
            StreamStatus.Failed => Throw(_batch.Error!),
            StreamStatus.Unknown => throw new EnumerationAbortedException(
                "Enumeration aborted: the grain has no record of it. It was deactivated since, or the enumeration was idle too long."),
            _ => false,
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        if (_isStarted && _batch.Status == StreamStatus.Active)
        {
            await End();
        }

        _linked?.Dispose();
    }

    private static bool Throw(Exception error)
    {
        ExceptionDispatchInfo.Throw(error);
        return false;
    }

    private async Task<StreamBatch<T>> Fetch()
    {
        _token.ThrowIfCancellationRequested();
        var step = new StreamStep<T>(_id, _isStarted ? null : _request);
        var shape = _isStarted ? StreamStep<T>.Further : StreamStep<T>.First;
        _isStarted = true;
        try
        {
            _request.Target.Sender.Send(step, _request.Target, shape, _token);
            return await step.Task;
        }
        catch (Exception)
        {
            // Cancelled, timed out or refused: the activation must not go on for nobody.
            await End();
            _batch = new(StreamStatus.Completed, []);
            throw;
        }
    }

    private async Task End()
    {
        var end = new StreamEnd(_id);
        _request.Target.Sender.Send(end, _request.Target, StreamEnd.Dispose, CancellationToken.None);
        await end.Task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }
}
