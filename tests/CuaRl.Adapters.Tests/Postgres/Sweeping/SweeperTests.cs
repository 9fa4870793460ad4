using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.Sweeping;
using CuaRl.Adapters.Tests.Postgres.Runs;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;
using Microsoft.Extensions.Logging;

namespace CuaRl.Adapters.Tests.Postgres.Sweeping;

public sealed class SweeperTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly StoppedTime _time = new();
    private readonly ListLogger _log = new();
    private readonly StoredRuns _runs = new(database);

    [PostgresFact]
    public async Task Run_DatabaseOutOfReachForAWhile_GoesOnAtTheNextLook()
    {
        var gate = new WriteGate();
        gate.Close("the lock is lost");
        var pruned = await _runs.AddAsync("s", 9, status: "pruned");
        using var sweeper = new Sweeper(
            new PrunedStates(database.Source, gate, StoredRuns.Service, TimeProvider.System),
            new UnusedBlobs(database.Source, gate, TimeProvider.System),
            new OldScreenshots(database.Source, gate, StoredRuns.Service, null, TimeProvider.System), _time, new Named(_log));

        await sweeper.StartAsync(default);
        await Eventually.HoldsAsync("it gave up for now", () => Task.FromResult(_time.Waiting == 1));
        Assert.Single(_log.Messages, line => line.Contains("the lock is lost", StringComparison.Ordinal));
        gate.Open();
        _time.Advance(Sweeper.StatesInterval);
        await Eventually.HoldsAsync("the states are deleted", async () => await _runs.CountStatesAsync(pruned) == 0);
        await Eventually.HoldsAsync(
            "it says so", () => Task.FromResult(_log.Messages.Contains("Deleted 10 states of 1 pruned runs")));
        await sweeper.StopAsync(default);
    }

    private sealed class Named(ILogger inner) : ILogger<Sweeper>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => inner.Log(logLevel, eventId, state, exception, formatter);
    }
}
