using CuaRl.Adapters.Postgres.Errors;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Grains.Ports;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Journal;

/// <summary>
/// Commits one batch after another. A batch whose outcome is unknown, as after a lost connection, is committed again:
/// what is stored is known by its operation, so nothing is lost or doubled.
/// </summary>
internal sealed partial class BatchCommitter(
    NpgsqlDataSource source, WriteGate gate, JournalOptions options, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500)];

    private AppendCommand _command = new(source, options);

    /// <summary>An empty batch to fill, good until the next one.</summary>
    public AppendBatch Begin()
    {
        _command.Batch.Clear();
        return _command.Batch;
    }

    /// <summary>Commits the batch, again and again over a short outage.</summary>
    /// <returns>What became of each append, good until the next commit.</returns>
    /// <exception cref="StorageUnavailableException">The database is away.</exception>
    public async Task<IReadOnlyList<AppendOutcome>> CommitAsync()
    {
        var started = time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            var pause = Pauses[Math.Min(attempt, Pauses.Length - 1)];
            try
            {
                gate.ThrowIfClosed();
                return await ExecuteAsync(Rest(started) + pause);
            }
            catch (Exception error) when (PostgresErrors.MayPassSoon(error)
                && time.GetElapsedTime(started) + pause < options.Patience)
            {
                Log.Again(logger, _command.Batch.Items.Count, PostgresErrors.Translate(error)!.Message);
            }

            await Task.Delay(pause, time);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _command.DisposeAsync();

    /// <summary>What is left of the patience: nothing when the process itself stood still for longer.</summary>
    private TimeSpan Rest(long started)
    {
        var rest = options.Patience - time.GetElapsedTime(started);
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    private async Task<IReadOnlyList<AppendOutcome>> ExecuteAsync(TimeSpan limit)
    {
        var command = _command;
        var execution = command.ExecuteAsync();
        if (await execution.EndsWithinAsync(limit, time))
        {
            return command.Outcomes;
        }

        // The server stands still, and the driver with it: it may send the rest of the arrays at any time, so they and
        // their connection are left to it.
        _command = new AppendCommand(source, options);
        _ = execution.ContinueWith(_ => command.DisposeAsync().AsTask(), TaskScheduler.Default);
        throw new StorageUnavailableException("it does not answer");
    }

    private static partial class Log
    {
        [LoggerMessage(2401, LogLevel.Warning, "The journal commits {Appends} appends again: {Problem}")]
        public static partial void Again(ILogger logger, int appends, string problem);
    }
}
