using CuaRl.Adapters.Postgres.Commits;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Grains.Ports;
using Microsoft.Extensions.Logging;

namespace CuaRl.Adapters.Postgres.Journal;

/// <summary>The journal in the database. Disposed of with the host, it stores what it took before the store is let go of.</summary>
internal sealed class RunJournal : IRunJournal, IAsyncDisposable
{
    private readonly JournalWriter[] _writers;
    private readonly StateReader _reader;

    public RunJournal(
        PostgresSources sources, WriteGate gate, string serviceId, JournalOptions options, TimeProvider time, ILogger logger)
    {
        _reader = new StateReader(sources.Lookups, serviceId, time);
        _writers = new JournalWriter[options.Writers];
        for (var i = 0; i < _writers.Length; i++)
        {
            var commits = new PatientCommits<AppendCommand>(
                () => new AppendCommand(sources.Journal, options), gate, options.Patience, time, logger);
            _writers[i] = new JournalWriter(commits, options, logger);
        }
    }

    /// <inheritdoc />
    public Task<RunHead?> FindHeadAsync(Guid runId, CancellationToken cancellationToken = default) =>
        _reader.FindHeadAsync(runId, cancellationToken);

    /// <inheritdoc />
    public Task<AppendOutcome> AppendAsync(JournalAppend append)
    {
        // Always the same writer for a run, so that two never wait for each other.
        var writer = (uint)append.RunId.GetHashCode() % (uint)_writers.Length;
        return _writers[writer].AppendAsync(append);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<StoredState>> ReadAsync(
        IReadOnlyList<LineagePiece> pieces, int limit, CancellationToken cancellationToken) =>
        _reader.ReadAsync(pieces, limit, cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Array.ForEach(_writers, writer => writer.Close());
        foreach (var writer in _writers)
        {
            await writer.DisposeAsync();
        }
    }
}
