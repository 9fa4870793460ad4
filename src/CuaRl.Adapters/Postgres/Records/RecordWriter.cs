using System.Threading.Channels;
using CuaRl.Adapters.Postgres.Commits;
using CuaRl.Adapters.Postgres.Errors;
using CuaRl.Adapters.Postgres.Locking;

namespace CuaRl.Adapters.Postgres.Records;

/// <summary>One loop that stores records: whatever waits when a commit is done is the next commit.</summary>
internal sealed class RecordWriter : IAsyncDisposable
{
    private readonly Channel<RecordWrite> _queue;
    private readonly Queue<RecordWrite[]> _apart = [];
    private readonly Func<RecordCommand> _create;
    private readonly WriteGate _gate;
    private readonly RecordOptions _options;
    private readonly TimeProvider _time;
    private readonly Task _loop;
    private RecordCommand _command;

    public RecordWriter(Func<RecordCommand> create, WriteGate gate, RecordOptions options, TimeProvider time)
    {
        (_create, _gate, _options, _time) = (create, gate, options, time);
        _command = create();
        _queue = Channel.CreateBounded<RecordWrite>(new BoundedChannelOptions(options.QueuedRecords) { SingleReader = true });
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Queues a record, waiting for room, and waits for what becomes of it.</summary>
    /// <returns>Its new version; null where another version is stored.</returns>
    public async Task<int?> WriteAsync(RecordWrite item)
    {
        try
        {
            await _queue.Writer.WriteAsync(item);
        }
        catch (ChannelClosedException)
        {
            throw new StorageUnavailableException("the service is stopping");
        }

        return await item.Task;
    }

    /// <summary>Takes no more.</summary>
    public void Close() => _queue.Writer.TryComplete();

    /// <summary>Takes no more, and ends when all that it took is answered.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        await _loop;
        await _command.DisposeAsync();
    }

    private async Task RunAsync()
    {
        while (_apart.Count > 0 || await _queue.Reader.WaitToReadAsync())
        {
            var batch = _command.Batch;
            batch.Clear();
            try
            {
                Fill(batch);
                _gate.ThrowIfClosed();
                var versions = await CommitAsync();
                for (var i = 0; i < versions.Length; i++)
                {
                    batch.Items[i].SetResult(versions[i]);
                }
            }
            catch (Exception error)
            {
                // The loop's edge: whatever it was, those who wait must hear of it, and the next batch is another try.
                Fail([.. batch.Items], error);
            }
        }
    }

    private void Fill(RecordBatch batch)
    {
        if (_apart.TryDequeue(out var suspects))
        {
            Array.ForEach(suspects, suspect => batch.TryAdd(suspect));
        }
        else
        {
            while (_queue.Reader.TryPeek(out var next) && batch.TryAdd(next))
            {
                _queue.Reader.TryRead(out _);
            }
        }

        batch.Arrange();
    }

    /// <remarks>
    /// Never tried again where the outcome is unknown: a compare-and-set that was stored would be refused the second time.
    /// </remarks>
    private async Task<int?[]> CommitAsync()
    {
        var command = _command;
        var execution = command.ExecuteAsync();
        if (await execution.EndsWithinAsync(_options.Patience, _time))
        {
            return await execution;
        }

        // The server stands still, and the driver with it: it may send the rest of the arrays at any time, so they and
        // their connection are left to it.
        command.GiveUp();
        _command = _create();
        _ = execution.ContinueWith(_ => command.DisposeAsync().AsTask(), TaskScheduler.Default);
        throw new StorageUnavailableException("it does not answer");
    }

    private void Fail(RecordWrite[] items, Exception error)
    {
        var known = PostgresErrors.Translate(error);
        if (items.Length > 1 && (known is not StorageUnavailableException || PostgresErrors.HaveMet(error)))
        {
            // One of them cannot be stored, and none is. Its neighbours shall not suffer: it is looked for by halves.
            _apart.Enqueue(items[..(items.Length / 2)]);
            _apart.Enqueue(items[(items.Length / 2)..]);
            return;
        }

        foreach (var item in items)
        {
            item.SetException(known is StorageUnavailableException away
                ? new StorageUnavailableException(away.Cause)
                : known ?? error);
        }
    }
}
