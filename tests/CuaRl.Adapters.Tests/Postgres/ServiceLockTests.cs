using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;

namespace CuaRl.Adapters.Tests.Postgres;

public sealed class ServiceLockTests : IAsyncLifetime
{
    private FaultyPostgres _server = null!;

    public async Task InitializeAsync() => _server = await FaultyPostgres.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [PostgresFact]
    public async Task Acquire_SecondExclusive_IsRefusedNamingTheHolder()
    {
        await using var first = await Process.LockAsync(_server.Target, "svc", ServiceLockMode.Exclusive);

        var error = await Assert.ThrowsAsync<ConfigurationException>(
            () => Process.LockAsync(_server.Target, "svc", ServiceLockMode.Exclusive));

        Assert.Contains("'svc'", error.Message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", error.Message, StringComparison.Ordinal);
        Assert.Contains("Stop that process", error.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Acquire_SharedBesideShared_PassesAndKeepsAnExclusiveOut()
    {
        await using var first = await Process.LockAsync(_server.Target, "svc", ServiceLockMode.Shared);
        await using var second = await Process.LockAsync(_server.Target, "svc", ServiceLockMode.Shared);
        await using var other = await Process.LockAsync(_server.Target, "svc2", ServiceLockMode.Exclusive);

        await Assert.ThrowsAsync<ConfigurationException>(
            () => Process.LockAsync(_server.Target, "svc", ServiceLockMode.Exclusive));
    }

    [PostgresFact]
    public async Task Acquire_AfterTheHolderLeft_Passes()
    {
        await (await Process.LockAsync(_server.Target, "svc", ServiceLockMode.Exclusive)).DisposeAsync();

        await using var next = await Process.LockAsync(_server.Target, "svc", ServiceLockMode.Exclusive);

        Assert.Null(next.Gate.ClosedBecause);
    }

    [PostgresFact]
    public async Task Run_ServerKilledAndBack_StopsWritesAtOnceAndTakesTheLockAgain()
    {
        await using var process = await Process.LockAsync(_server.Target, "svc", ServiceLockMode.Exclusive);
        _ = process.Watch();
        await using var storage = process.Storage();
        await using (await storage.OpenConnectionAsync())
        {
        }

        _server.Kill();
        await Eventually.HoldsAsync("the gate closes", () => Task.FromResult(process.Gate.ClosedBecause is not null));
        await Assert.ThrowsAsync<StorageUnavailableException>(async () => await storage.OpenConnectionAsync());
        Assert.Throws<StorageUnavailableException>(() => storage.CreateCommand("SELECT 1"));

        await Eventually.HoldsAsync("it says why", () => Task.FromResult(StillAway(process.Log).Any()));
        await _server.StartAgainAsync();
        await Eventually.HoldsAsync("the gate opens", () => Task.FromResult(process.Gate.ClosedBecause is null));
        await using var command = storage.CreateCommand("SELECT 1");
        Assert.Equal(1, await command.ExecuteScalarAsync());
        Assert.All(StillAway(process.Log).Zip(StillAway(process.Log).Skip(1)), two => Assert.NotEqual(two.First, two.Second));
    }

    [PostgresFact]
    public async Task Run_ConnectionDiesUnheardByTheServer_EndsItsOldSessionAndTakesTheLockAgain()
    {
        await using var relay = new Relay(_server.Target);
        await using var process = await Process.LockAsync(relay.Target, "svc", ServiceLockMode.Exclusive);
        var running = process.Watch();

        relay.Cut();

        await Eventually.HoldsAsync("it goes on or ends", () => Task.FromResult(
            running.IsCompleted || process.Log.Messages.Any(line => line.Contains("held again", StringComparison.Ordinal))));
        Assert.False(running.IsCompleted);
        Assert.Null(process.Gate.ClosedBecause);
    }

    [Fact]
    public async Task Lock_OverTcp_IsGivenUpByTheServerSoonAfterItsPeerIsGone()
    {
        await using var tcp = new PostgresSources(new DatabaseTarget("test", "Host=db;Username=me;Database=rl"));
        await using var socket = new PostgresSources(new DatabaseTarget("test", "Host=/run/pg;Username=me;Database=rl"));

        Assert.Contains("tcp_keepalives_idle=5", tcp.Lock.ConnectionString, StringComparison.Ordinal);
        Assert.DoesNotContain("tcp_keepalives", tcp.Storage.ConnectionString, StringComparison.Ordinal);
        Assert.DoesNotContain("tcp_keepalives", socket.Lock.ConnectionString, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Run_SecondProcessStartsInTheGap_OneServesAndTheOtherEnds()
    {
        var time = new StoppedTime();
        await using var first = await Process.LockAsync(_server.Target, "svc", ServiceLockMode.Exclusive, time);
        var running = first.Watch();

        _server.Kill();
        await Eventually.HoldsAsync("the first one waits for its next try", () => Task.FromResult(time.Waiting > 0));
        await _server.StartAgainAsync();
        await using var second = await Process.LockAsync(_server.Target, "svc", ServiceLockMode.Exclusive);

        Assert.NotNull(first.Gate.ClosedBecause);
        // One try: the lock may be free again at the next, and what the first one remembers is old all the same.
        time.Advance(TimeSpan.FromMilliseconds(200));
        var error = await Assert.ThrowsAsync<ConfigurationException>(() => running);
        Assert.Contains("Stop that process", error.Message, StringComparison.Ordinal);
        Assert.NotNull(first.Gate.ClosedBecause);
        Assert.Null(second.Gate.ClosedBecause);
    }

    [PostgresFact]
    public async Task Run_SessionEndedByTheServer_TakesTheLockAgain()
    {
        await using var process = await Process.LockAsync(_server.Target, "svc", ServiceLockMode.Exclusive);
        _ = process.Watch();

        await using var sources = new PostgresSources(_server.Target);
        await using var kill = sources.Unpooled.CreateCommand(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory'");
        await kill.ExecuteScalarAsync();

        await Eventually.HoldsAsync("the lock is lost and taken again", () => Task.FromResult(
            process.Log.Messages.Any(line => line.Contains("held again", StringComparison.Ordinal))));
        Assert.Null(process.Gate.ClosedBecause);
    }

    private static IEnumerable<string> StillAway(ListLogger log) =>
        log.Messages.Where(line => line.Contains("cannot be taken yet", StringComparison.Ordinal));

    /// <summary>What of a silo process matters here.</summary>
    private sealed class Process : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly PostgresSources _sources;
        private ServiceLock? _lock;
        private Task _running = Task.CompletedTask;

        private Process(PostgresSources sources) => _sources = sources;

        public WriteGate Gate { get; } = new();

        public ListLogger Log { get; } = new();

        public static async Task<Process> LockAsync(
            DatabaseTarget database, string service, ServiceLockMode mode, TimeProvider? time = null)
        {
            var process = new Process(new PostgresSources(database));
            try
            {
                process._lock = await ServiceLock.AcquireAsync(
                    process._sources, service, mode, process.Gate, time ?? TimeProvider.System, process.Log, default);
                return process;
            }
            catch
            {
                await process.DisposeAsync();
                throw;
            }
        }

        public Task Watch() => _running = _lock!.RunAsync(_stop.Token);

        public GatedDataSource Storage() => new GatedDataSource(_sources.Storage, Gate);

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await ((Task)_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_lock is not null)
            {
                await _lock.DisposeAsync();
            }

            await _sources.DisposeAsync();
            _stop.Dispose();
        }
    }
}
