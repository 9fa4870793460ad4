using System.Runtime.CompilerServices;
using System.Text;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.Migrations;
using CuaRl.Adapters.Postgres.Records;
using CuaRl.Adapters.Tests.Postgres.Journal;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Key = CuaRl.Adapters.Tests.Postgres.StorageQueries.Key;

namespace CuaRl.Adapters.Tests.Postgres.Records;

public sealed class RecordReaderTests : IClassFixture<PostgresDatabase>, IAsyncLifetime
{
    private readonly PostgresDatabase _database;
    private readonly StorageQueries _storage;
    private readonly WriteGate _gate = new();
    private readonly StrongBox<int> _statements = new();
    private ILoggerFactory _logging = null!;
    private NpgsqlDataSource _source = null!;
    private PostgresSources _sources = null!;
    private RecordReader _reader = null!;

    public RecordReaderTests(PostgresDatabase database) => (_database, _storage) = (database, new StorageQueries(database));

    public Task InitializeAsync()
    {
        _gate.Open();
        _sources = JournalFixture.SourcesOf(_database);
        var builder = new NpgsqlDataSourceBuilder(_database.ConnectionString);
        builder.ConnectionStringBuilder.Pooling = false;
        _logging = LoggerFactory.Create(logging => logging.AddProvider(new Statements(_statements)));
        _source = builder.UseLoggerFactory(_logging).Build();
        _reader = new RecordReader(_source, _gate, "tests", new RecordOptions(), TimeProvider.System);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _source.DisposeAsync();
        await _sources.DisposeAsync();
        _logging.Dispose();
    }

    [PostgresFact]
    public async Task Read_RecordThroughItsLife_GivesWhatTheProvidersStatementDoes()
    {
        var key = NewKey();
        await AssertSameAsync(key);

        await _storage.WriteAsync(RowOf(key), null, [.. "a"u8]);
        await AssertSameAsync(key);

        await _storage.WriteAsync(RowOf(key), 1, [.. "b"u8]);
        await AssertSameAsync(key);
        Assert.Equal("b", Encoding.UTF8.GetString((await _reader.ReadAsync(key))!.Payload!));

        await _storage.ClearAsync(RowOf(key), 2);
        await AssertSameAsync(key);
        Assert.Equal(new StoredRecord(null, 3), await _reader.ReadAsync(key));
    }

    [PostgresFact]
    public async Task Read_OfAnotherServiceOrState_IsNone()
    {
        var key = NewKey();
        await _storage.WriteAsync(RowOf(key) with { Service = "others" }, null, [1]);
        await _storage.WriteAsync(RowOf(key) with { Type = "other" }, null, [1]);

        Assert.Null(await _reader.ReadAsync(key));
    }

    [PostgresFact]
    public async Task Read_ManyAtOnce_ShareStatementsAndEachGetsItsOwn()
    {
        var keys = Enumerable.Range(0, 600).Select(_ => NewKey()).ToArray();
        foreach (var key in keys.Where((_, i) => i % 3 == 0))
        {
            await _storage.WriteAsync(RowOf(key), null, Encoding.UTF8.GetBytes(key.Id));
        }

        // Two of the same key are asked for together too.
        var found = await Task.WhenAll(keys.Concat(keys).Select(_reader.ReadAsync));

        for (var i = 0; i < found.Length; i++)
        {
            var key = keys[i % keys.Length];
            Assert.Equal(i % keys.Length % 3 == 0 ? key.Id : null, found[i] is { } record ? Encoding.UTF8.GetString(record.Payload!) : null);
        }

        Assert.InRange(_statements.Value, 1, found.Length / 10);
    }

    [PostgresFact]
    public async Task Read_WhileTheServiceLockIsLost_IsRefused()
    {
        var key = NewKey();
        await _storage.WriteAsync(RowOf(key), null, [1]);
        _gate.Close("another silo has it");

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => _reader.ReadAsync(key));
        _gate.Open();

        Assert.Contains("another silo has it", error.Message, StringComparison.Ordinal);
        Assert.NotNull(await _reader.ReadAsync(key));
    }

    [PostgresFact]
    public async Task Read_WhileTheTableIsLocked_IsGivenUpAndTheNextOneIsNot()
    {
        var key = NewKey();
        await _storage.WriteAsync(RowOf(key), null, [1]);
        var reader = new RecordReader(
            _source, _gate, "tests", new RecordOptions { Patience = TimeSpan.FromMilliseconds(200) }, TimeProvider.System);
        await using (var holder = await _database.Source.OpenConnectionAsync())
        await using (var transaction = await holder.BeginTransactionAsync())
        {
            await using var locking = new NpgsqlCommand("LOCK TABLE orleansstorage IN ACCESS EXCLUSIVE MODE", holder, transaction);
            await locking.ExecuteNonQueryAsync();
            await Assert.ThrowsAsync<StorageUnavailableException>(() => reader.ReadAsync(key));
        }

        Assert.NotNull(await _reader.ReadAsync(key));
    }

    [PostgresFact]
    public async Task Read_WhoseServiceLockIsLostMeanwhile_IsRefused()
    {
        var key = NewKey();
        await _storage.WriteAsync(RowOf(key), null, [1]);
        Task<StoredRecord?> reading;
        await using (var holder = await _database.Source.OpenConnectionAsync())
        await using (var transaction = await holder.BeginTransactionAsync())
        {
            await using var locking = new NpgsqlCommand("LOCK TABLE orleansstorage IN ACCESS EXCLUSIVE MODE", holder, transaction);
            await locking.ExecuteNonQueryAsync();
            reading = _reader.ReadAsync(key);
            await Eventually.HoldsAsync("the read waits for the table", () => _database.ScalarAsync<bool>(
                "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND relation = 'orleansstorage'::regclass)"));
            _gate.Close("its connection is lost");
        }

        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => reading);
        Assert.Contains("its connection is lost", error.Message, StringComparison.Ordinal);

        _gate.Open();
        Assert.NotNull(await _reader.ReadAsync(key));
    }

    [PostgresFact]
    public async Task Read_WhileTheServerStandsStill_IsGivenUpAndTheSameReaderGoesOn()
    {
        await using var server = await FaultyPostgres.StartAsync();
        await using var sources = new PostgresSources(server.Target);
        await new MigrationRunner(sources.Unpooled, NullLogger<MigrationRunner>.Instance).MigrateAsync(default);
        var reader = new RecordReader(
            sources.Storage, _gate, "tests", new RecordOptions { Patience = TimeSpan.FromSeconds(1), Readers = 1 }, TimeProvider.System);
        await ReadsAsync("the reader reads");

        server.Freeze();
        for (var i = 0; i < 2; i++)
        {
            await Assert.ThrowsAsync<StorageUnavailableException>(() => reader.ReadAsync(NewKey()).WaitAsync(TimeSpan.FromSeconds(30)));
        }

        server.Resume();
        await ReadsAsync("the reader reads again");

        Task ReadsAsync(string what) => Eventually.HoldsAsync(what, async () =>
        {
            try
            {
                return await reader.ReadAsync(NewKey()) is null;
            }
            catch (StorageUnavailableException)
            {
                return false;
            }
        });
    }

    [PostgresFact]
    public async Task Read_OverAConnectionThatDiedAtRest_IsDoneOverAnother()
    {
        var key = NewKey();
        await _storage.WriteAsync(RowOf(key), null, [1]);
        await using var sources = new PostgresSources(new DatabaseTarget("test", _database.ConnectionString), "at rest");
        var reader = new RecordReader(sources.Storage, _gate, "tests", new RecordOptions(), TimeProvider.System);
        Assert.NotNull(await reader.ReadAsync(key));

        Assert.True(await _database.ScalarAsync<bool>(
            $"""
            SELECT bool_and(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity
            WHERE application_name = '{sources.Name}' AND datname = current_database()
            """));

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => reader.ReadAsync(key))), Assert.NotNull);
    }

    [PostgresFact]
    public async Task Connection_OfGrainStorage_LooksUpByKeyWhateverIsKnownOfTheTable()
    {
        await using var connection = await _sources.Storage.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(
            "SELECT current_setting('plan_cache_mode') || ' ' || current_setting('enable_seqscan')", connection);

        Assert.Equal("force_generic_plan off", await command.ExecuteScalarAsync());
    }

    /// <summary>A service that starts on a new database reads before there is anything, and nothing is analyzed for a minute.</summary>
    [PostgresFact]
    public async Task Read_PlannedWhileTheTableWasSmall_StillReadsNothingButWhatItLooksFor()
    {
        var settings = new NpgsqlConnectionStringBuilder(_database.ConnectionString)
        {
            Options = new NpgsqlConnectionStringBuilder(_sources.Storage.ConnectionString).Options,
            MaxPoolSize = 1,
            MaxAutoPrepare = 8,
            AutoPrepareMinUsages = 1,
            NoResetOnClose = true,
        };
        await using var one = NpgsqlDataSource.Create(settings);
        var reader = new RecordReader(one, _gate, "tests", new RecordOptions { Readers = 1 }, TimeProvider.System);
        Assert.Null(await reader.ReadAsync(NewKey()));
        await _database.ExecuteAsync(
            """
            INSERT INTO orleansstorage (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring,
              grainidextensionstring, serviceid, payloadbinary, modifiedon, version)
            SELECT i, 0, 0, 7, 'probe', 'planned:' || i, 'tests', '', now(), 1 FROM generate_series(1, 5000) i
            """);
        var keys = Enumerable.Range(0, 20).Select(_ => NewKey()).ToArray();
        foreach (var key in keys)
        {
            await _storage.WriteAsync(RowOf(key), null, [1]);
        }

        var before = await EntriesReadAsync(one);

        Assert.All(await Task.WhenAll(keys.Select(reader.ReadAsync)), Assert.NotNull);

        // The connections of other tests may count only now what they read before, which is less than half of the table.
        Assert.InRange(await EntriesReadAsync(one) - before, keys.Length, 2500);
    }

    /// <summary>Entries of the table's index that were read so far, those by the connection of a source among them.</summary>
    private static async Task<long> EntriesReadAsync(NpgsqlDataSource one)
    {
        await using (var flush = one.CreateCommand("SELECT pg_stat_force_next_flush()"))
        {
            await flush.ExecuteNonQueryAsync();
        }

        await using var command = one.CreateCommand(
            "SELECT idx_tup_read FROM pg_stat_user_indexes WHERE indexrelname = 'orleansstorage_identity'");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task AssertSameAsync(RecordKey key)
    {
        var theirs = await _storage.ReadAsync(RowOf(key));
        var ours = await _reader.ReadAsync(key);

        Assert.Equal(theirs.Length == 1, ours is not null);
        Assert.Equal(theirs.Select(row => row.Version), ours is null ? [] : [ours.Version]);
        Assert.Equal(theirs.Select(row => row.Payload), ours is null ? [] : [ours.Payload]);
    }

    private static RecordKey NewKey() => RecordKey.Of("probe", GrainId.Create("probe", $"probe:{Guid.NewGuid()}"))!;

    private static Key RowOf(RecordKey key) => new(key.IdHash, 0, 0, key.Id, key.Type, key.TypeHash);

    /// <summary>Counts the statements that the driver says it has carried out.</summary>
    private sealed class Statements(StrongBox<int> count) : ILoggerProvider, ILogger
    {
        private const string Executed = "CommandExecutionCompleted";

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name == Executed)
            {
                Interlocked.Increment(ref count.Value);
            }
        }

        public void Dispose()
        {
        }
    }
}
