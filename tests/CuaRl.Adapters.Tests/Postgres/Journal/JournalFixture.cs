using System.Collections.Immutable;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Journal;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace CuaRl.Adapters.Tests.Postgres.Journal;

/// <summary>A database with a journal on it, and what tests say to both.</summary>
public sealed class JournalFixture : IAsyncLifetime
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private RunJournal? _journal;
    private RunRecords? _runs;
    private PostgresSources? _sources;

    public PostgresDatabase Database { get; } = new();

    internal RunJournal Journal => _journal!;

    internal RunRecords Runs => _runs!;

    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        _sources = SourcesOf(Database);
        _journal = Create(_sources);
        _runs = new RunRecords(Database);
    }

    public async Task DisposeAsync()
    {
        await _journal!.DisposeAsync();
        await _sources!.DisposeAsync();
        await Database.DisposeAsync();
    }

    internal static PostgresSources SourcesOf(PostgresDatabase database) =>
        new(new DatabaseTarget("test", database.ConnectionString));

    internal static RunJournal Create(
        PostgresSources sources, JournalOptions? options = null, WriteGate? gate = null, TimeProvider? time = null)
    {
        if (gate is null)
        {
            gate = new WriteGate();
            gate.Open();
        }

        return new RunJournal(
            sources, gate, "tests", options ?? new JournalOptions(), time ?? TimeProvider.System, NullLogger.Instance);
    }

    internal static JournalAppend Append(Guid run, long expectedHead, params ReadOnlySpan<StateContent> states) => new()
    {
        RunId = run,
        ExpectedHead = expectedHead,
        Operation = Guid.CreateVersion7(),
        ContentHash = Guid.CreateVersion7(),
        CreatedAt = Now,
        States = states.IsEmpty ? [State("{}")] : [.. states],
    };

    internal static StateContent State(string observation) => new() { Observation = JsonText.Parse(observation) };

    /// <summary>As many states, each observing its place among them.</summary>
    internal static StateContent[] States(int count) => [.. Enumerable.Range(0, count).Select(i => State($"{i}"))];

    internal async Task<IReadOnlyList<StoredState>> ReadAsync(Guid run, long from = 0, long to = long.MaxValue, int limit = 1000) =>
        await Journal.ReadAsync([new LineagePiece(run.ToString(), from, to)], limit, default);

    /// <summary>Whether heads and states of all runs agree: no gap, no row beyond the head.</summary>
    internal Task<bool> IsSoundAsync() => Database.ScalarAsync<bool>(
        """
        SELECT bool_and(h.head = h.first_step - 1 + coalesce(s.states, 0) AND coalesce(s.last, h.head) = h.head
          AND coalesce(s.first, h.first_step) = h.first_step)
        FROM run_head h LEFT JOIN (
          SELECT run_id, count(*) states, min(step) first, max(step) last FROM run_state GROUP BY run_id) s USING (run_id)
        """);
}
