using CuaRl.Adapters.Postgres.Errors;
using CuaRl.Adapters.Postgres.Locking;
using Microsoft.Extensions.Logging;

namespace CuaRl.Adapters.Postgres.Commits;

/// <summary>
/// Commits one batch after another. A batch whose outcome is unknown, as after a lost connection, is committed again:
/// the command must know what is stored, so that nothing is lost or doubled.
/// </summary>
/// <param name="create">Makes a command; another one takes over when the server hangs in the midst of the first.</param>
/// <param name="gate">What must be open.</param>
/// <param name="patience">How long a commit is tried again while the database is away.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Told of each further try.</param>
internal sealed partial class PatientCommits<TCommand>(
    Func<TCommand> create, WriteGate gate, TimeSpan patience, TimeProvider time, ILogger logger) : IAsyncDisposable
    where TCommand : ICommitCommand
{
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500)];

    /// <summary>The command to fill for the next commit, and to read after it.</summary>
    public TCommand Command { get; private set; } = create();

    /// <summary>Commits the batch, again and again over a short outage.</summary>
    /// <exception cref="StorageUnavailableException">The database is away.</exception>
    public async Task CommitAsync()
    {
        var started = time.GetTimestamp();
        for (var attempt = 0; ; attempt++)
        {
            var pause = Pauses[Math.Min(attempt, Pauses.Length - 1)];
            try
            {
                gate.ThrowIfClosed();
                await ExecuteAsync(Rest(started) + pause);
                return;
            }
            catch (Exception error) when (PostgresErrors.MayPassSoon(error) && time.GetElapsedTime(started) + pause < patience)
            {
                PatientCommitsLog.Again(logger, Command.Content, PostgresErrors.Translate(error)!.Message);
            }

            await Task.Delay(pause, time);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Command.DisposeAsync();

    /// <summary>What is left of the patience: nothing when the process itself stood still for longer.</summary>
    private TimeSpan Rest(long started)
    {
        var rest = patience - time.GetElapsedTime(started);
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    private async Task ExecuteAsync(TimeSpan limit)
    {
        var command = Command;
        var execution = command.ExecuteAsync();
        if (await execution.EndsWithinAsync(limit, time))
        {
            return;
        }

        // The server stands still, and the driver with it: it may send the rest of the arrays at any time, so they and
        // their connection are left to it.
        Command = create();
        _ = execution.ContinueWith(_ => command.DisposeAsync().AsTask(), TaskScheduler.Default);
        throw new StorageUnavailableException("it does not answer");
    }
}

internal static partial class PatientCommitsLog
{
    [LoggerMessage(2401, LogLevel.Warning, "A commit of {Content} is tried again: {Problem}")]
    public static partial void Again(ILogger logger, string content, string problem);
}
