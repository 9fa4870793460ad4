using System.Threading.Channels;
using CuaRl.Adapters.Postgres.Commits;
using CuaRl.Adapters.Postgres.Errors;
using CuaRl.Grains.Ports;
using Microsoft.Extensions.Logging;

namespace CuaRl.Adapters.Postgres.Blobs;

/// <summary>One loop that stores blobs: whatever waits when a commit is done is the next commit.</summary>
internal sealed partial class BlobWriter : IAsyncDisposable
{
    private readonly Channel<PendingBlob> _queue;
    private readonly Queue<PendingBlob> _alone = [];
    private readonly PatientCommits<BlobCommand> _commits;
    private readonly ILogger _logger;
    private readonly Task _loop;

    public BlobWriter(PatientCommits<BlobCommand> commits, BlobOptions options, ILogger logger)
    {
        _commits = commits;
        _logger = logger;
        _queue = Channel.CreateBounded<PendingBlob>(
            new BoundedChannelOptions(options.QueuedBlobs) { SingleReader = true });
        _loop = Task.Run(RunAsync);
    }

    /// <summary>
    /// Queues a blob, waiting for room, and waits for what becomes of it. One that is given up before its commit began is not
    /// stored.
    /// </summary>
    public async Task<(BlobInfo Blob, bool IsNew)> PutAsync(PendingBlob item, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(item, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new StorageUnavailableException("the service is stopping");
        }

        await using var given = cancellationToken.UnsafeRegister(
            static (state, token) => ((PendingBlob)state!).TrySetCanceled(token), item);
        return await item.Task;
    }

    /// <summary>Takes no more.</summary>
    public void Close() => _queue.Writer.TryComplete();

    /// <summary>Takes no more, and ends when all that it took is answered.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        await _loop;
        await _commits.DisposeAsync();
    }

    private async Task RunAsync()
    {
        while (_alone.Count > 0 || await _queue.Reader.WaitToReadAsync())
        {
            var batch = _commits.Command.Batch;
            try
            {
                Fill(batch);
                if (batch.Items.Count > 0)
                {
                    await _commits.CommitAsync();
                }
            }
            catch (Exception error)
            {
                // The loop's edge: whatever it was, those who wait must hear of it, and the next batch is another try.
                Fail(batch.Items.FindAll(item => !item.Task.IsCompleted), PostgresErrors.Translate(error) ?? error);
            }
            finally
            {
                // Contents are let go of before the next wait.
                _commits.Command.Batch.Clear();
            }
        }
    }

    private void Fill(BlobBatch batch)
    {
        if (_alone.TryDequeue(out var suspect))
        {
            batch.Add(suspect);
            return;
        }

        while (_queue.Reader.TryPeek(out var next) && batch.HasRoomFor(next) && _queue.Reader.TryRead(out next))
        {
            if (!next.Task.IsCompleted)
            {
                batch.Add(next);
            }
        }
    }

    private void Fail(List<PendingBlob> items, Exception error)
    {
        if (error is StorageUnavailableException away)
        {
            // After an outage all who wait have waited enough; their own callers would soon give them up.
            items.ForEach(GiveUp);
            while (_alone.TryDequeue(out var item) || _queue.Reader.TryRead(out item))
            {
                GiveUp(item);
            }

            void GiveUp(PendingBlob item) => item.TrySetException(new StorageUnavailableException(away.Cause));
        }
        else if (items is [var refused])
        {
            Log.Refused(_logger, Convert.ToHexStringLower(refused.Hash), error);
            refused.TrySetException(error);
        }
        else
        {
            // One of them cannot be stored. Its neighbours shall not suffer.
            items.ForEach(_alone.Enqueue);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2403, LogLevel.Error, "The blob {Sha256} cannot be stored")]
        public static partial void Refused(ILogger logger, string sha256, Exception error);
    }
}
