using System.Threading.Channels;
using CuaRl.Adapters.Postgres.Commits;
using CuaRl.Adapters.Postgres.Errors;
using CuaRl.Grains.Ports;
using Microsoft.Extensions.Logging;

namespace CuaRl.Adapters.Postgres.Journal;

/// <summary>
/// One loop that stores appends: whatever waits when a commit is done is the next commit. Appends of one run keep their
/// order.
/// </summary>
internal sealed partial class JournalWriter : IAsyncDisposable
{
    private readonly Channel<PendingAppend> _queue;
    private readonly Queue<PendingAppend> _later = [];
    private readonly Queue<PendingAppend> _alone = [];
    private readonly RestingRuns _resting;
    private readonly PatientCommits<AppendCommand> _commits;
    private readonly int _capacity;
    private readonly ILogger _logger;
    private readonly Task _loop;

    public JournalWriter(PatientCommits<AppendCommand> commits, JournalOptions options, ILogger logger)
    {
        _commits = commits;
        _capacity = options.QueuedAppends;
        _resting = new RestingRuns(options.RestingCommits);
        _logger = logger;
        _queue = Channel.CreateBounded<PendingAppend>(new BoundedChannelOptions(_capacity) { SingleReader = true });
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Queues an append, waiting for room, and waits for what becomes of it.</summary>
    public async Task<AppendOutcome> AppendAsync(JournalAppend append)
    {
        var item = new PendingAppend(append);
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
        await _commits.DisposeAsync();
    }

    private async Task RunAsync()
    {
        while (_alone.Count > 0 || _later.Count > 0 || await _queue.Reader.WaitToReadAsync())
        {
            var batch = _commits.Command.Begin();
            try
            {
                Fill(batch);
                await _commits.CommitAsync();
                Answer(batch.Items, _commits.Command.Outcomes);
            }
            catch (Exception error)
            {
                // The loop's edge: whatever it was, those who wait must hear of it, and the next batch is another try.
                Fail(batch.Items, PostgresErrors.Translate(error) ?? error);
            }
        }
    }

    private void Fill(AppendBatch batch)
    {
        if (_alone.TryDequeue(out var suspect))
        {
            batch.TryAdd(suspect);
            return;
        }

        _resting.Next();
        if (!FillFromLater(batch))
        {
            return;
        }

        while (_later.Count < _capacity && _queue.Reader.TryPeek(out var next) && batch.HasRoomFor(next)
            && _queue.Reader.TryRead(out next))
        {
            Add(batch, next);
        }

        if (batch.Items.Count == 0)
        {
            // Nobody else is there to be spared.
            _resting.Clear();
            FillFromLater(batch);
        }
    }

    /// <returns>False when there is no room for all of them, nor for those behind them.</returns>
    private bool FillFromLater(AppendBatch batch)
    {
        // All of them take their turn, so that those that wait on keep their order.
        var isFull = false;
        for (var waiting = _later.Count; waiting > 0; waiting--)
        {
            var next = _later.Dequeue();
            isFull = isFull || !batch.HasRoomFor(next);
            if (isFull)
            {
                _later.Enqueue(next);
            }
            else
            {
                Add(batch, next);
            }
        }

        return !isFull;
    }

    private void Add(AppendBatch batch, PendingAppend item)
    {
        if (_resting.Contains(item.Append.RunId) || !batch.TryAdd(item))
        {
            _later.Enqueue(item);
        }
    }

    private void Answer(List<PendingAppend> items, List<AppendOutcome> outcomes)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (outcomes[i].Verdict == AppendCommand.Again)
            {
                _later.Enqueue(items[i]);
            }
            else
            {
                if (outcomes[i].Verdict != AppendVerdict.Stored)
                {
                    _resting.Add(items[i].Append.RunId);
                }

                items[i].SetResult(outcomes[i]);
            }
        }
    }

    private void Fail(List<PendingAppend> items, Exception error)
    {
        if (error is StorageUnavailableException away)
        {
            // After an outage all who wait have waited enough; their own callers would soon give them up.
            items.ForEach(GiveUp);
            while (_alone.TryDequeue(out var item) || _later.TryDequeue(out item) || _queue.Reader.TryRead(out item))
            {
                GiveUp(item);
            }

            void GiveUp(PendingAppend item) => item.SetException(new StorageUnavailableException(away.Cause));
        }
        else if (items.Count == 1)
        {
            Log.Refused(_logger, items[0].Append.RunId, error);
            items[0].SetException(error);
        }
        else
        {
            // One of them holds what cannot be stored. Its neighbours shall not suffer.
            items.ForEach(_alone.Enqueue);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2402, LogLevel.Error, "An append to run {Run} cannot be stored")]
        public static partial void Refused(ILogger logger, Guid run, Exception error);
    }
}
