namespace Orleans.Runtime;

/// <summary>The enumerations that run on one activation. Those that nobody asks for over a response timeout are dropped.</summary>
internal sealed class Enumerations : IAsyncDisposable
{
    private readonly Dictionary<long, Enumeration> _running = [];
    private readonly Activation _activation;
    private readonly TimeSpan _responseTimeout;

    public Enumerations(Activation activation)
    {
        _activation = activation;
        _responseTimeout = activation.Silo.Sender.ResponseTimeout;
        _ = new GrainTimer(
            activation, _ => DropIdle(), new() { DueTime = _responseTimeout, Period = _responseTimeout, Interleave = true });
    }

    public ValueTask<StreamBatch<T>> Start<T>(long id, StreamRequest<T> request, object grain)
    {
        var cancellation = new CancellationTokenSource();
        request.CalleeToken = cancellation.Token;
        var items = request.Call(grain).GetAsyncEnumerator(cancellation.Token);
        _running.Add(id, new Enumeration(items, cancellation, request.MaxBatchSize));
        return MoveNext<T>(id);
    }

    public async ValueTask<StreamBatch<T>> MoveNext<T>(long id)
    {
        if (!_running.TryGetValue(id, out var enumeration))
        {
            return new(StreamStatus.Unknown, []);
        }

        var batch = new List<T>();
        enumeration.IsInUse = true;
        enumeration.WasSeen = true;
        try
        {
            var items = (IAsyncEnumerator<T>)enumeration.Items;
            var isActive = await Collect(enumeration, items, batch);
            if (!isActive)
            {
                await End(id);
            }

            return new(isActive ? StreamStatus.Active : StreamStatus.Completed, [.. batch]);
        }
        catch (Exception exception)
        {
            // What the iterator throws belongs to its reader, as does all that came before it.
            await End(id);
            return new(StreamStatus.Failed, [.. batch], exception);
        }
        finally
        {
            enumeration.IsInUse = false;
        }
    }

    public async ValueTask End(long id)
    {
        if (_running.Remove(id, out var enumeration))
        {
            await enumeration.End(_responseTimeout);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var id in _running.Keys.ToArray())
        {
            await End(id);
        }
    }

    // All elements that are there at once, up to the batch size; when there is none, a wait for one.
    private async ValueTask<bool> Collect<T>(Enumeration enumeration, IAsyncEnumerator<T> items, List<T> batch)
    {
        while (batch.Count < enumeration.MaxBatchSize)
        {
            if (enumeration.Pending is null)
            {
                var next = items.MoveNextAsync();
                if (!next.IsCompletedSuccessfully)
                {
                    enumeration.Pending = next.AsTask();
                }
                else if (!next.Result)
                {
                    return false;
                }
                else
                {
                    batch.Add(items.Current);
                    continue;
                }
            }

            if (batch.Count > 0)
            {
                return true;
            }

            // Half the response timeout, so that a slow iterator is not taken for a lost call.
            var wait = ((Task)enumeration.Pending).WaitAsync(_responseTimeout / 2, _activation.Silo.Clock);
            await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (!enumeration.Pending.IsCompleted)
            {
                return true;
            }

            var pending = enumeration.Pending;
            enumeration.Pending = null;
            if (!await pending)
            {
                return false;
            }

            batch.Add(items.Current);
            return true;
        }

        return true;
    }

    private async Task DropIdle()
    {
        foreach (var (id, enumeration) in _running.ToArray())
        {
            if (enumeration is { WasSeen: false, IsInUse: false })
            {
                await End(id);
            }

            enumeration.WasSeen = false;
        }
    }
}
