using System.Text;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.Records;
using CuaRl.Adapters.Tests.Postgres.Journal;
using CuaRl.TestKit.Postgres;
using Npgsql;
using Key = CuaRl.Adapters.Tests.Postgres.StorageQueries.Key;

namespace CuaRl.Adapters.Tests.Postgres.Records;

public sealed class RecordWriterTests : IClassFixture<PostgresDatabase>, IAsyncLifetime
{
    // xxHash32 of the key's bytes, from the last to the first, and of the state's name as it is, by another implementation.
    private const int HashOfId = -1745368059;
    private const int HashOfType = -250865644;

    private readonly PostgresDatabase _database;
    private readonly StorageQueries _storage;
    private readonly WriteGate _gate = new();
    private PostgresSources _sources = null!;
    private RecordWriter _writer = null!;

    public RecordWriterTests(PostgresDatabase database) => (_database, _storage) = (database, new StorageQueries(database));

    public Task InitializeAsync()
    {
        _gate.Open();
        _sources = JournalFixture.SourcesOf(_database);
        _writer = Create(_sources.Records, TimeProvider.System);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _sources.DisposeAsync();
    }

    [Fact]
    public void Key_OfAGrain_IsTheProviders()
    {
        var key = RecordKey.Of("run", GrainId.Create("run", "run:00000000-0000-4000-8000-000000000001"))!;
        Assert.Equal(("run", "run:00000000-0000-4000-8000-000000000001"), (key.Type, key.Id));
        Assert.Equal((HashOfId, HashOfType), (key.IdHash, key.TypeHash));

        Assert.Null(RecordKey.Of("run", GrainId.Create("run", "12")));
        Assert.Null(RecordKey.Of("run", GrainId.Create("run", "0123456789abcdef0123456789abcdef")));
    }

    [PostgresFact]
    public async Task Write_RecordThroughItsLife_KeepsVersionsAsTheProvidersStatementDoes()
    {
        var key = NewKey();

        Assert.Equal(1, await WriteAsync(key, null, "a"));
        Assert.Null(await WriteAsync(key, null, "b"));
        Assert.Equal(2, await WriteAsync(key, 1, "c"));
        Assert.Null(await WriteAsync(key, 1, "d"));
        Assert.Null(await WriteAsync(NewKey(), 7, "e"));
        Assert.Equal(3, await _storage.WriteAsync(RowOf(key), 2, [.. "f"u8]));
        Assert.Equal(4, await WriteAsync(key, 3, "g"));
        Assert.Equal("g", await ReadAsync(key));

        Assert.Equal(5, await _storage.ClearAsync(RowOf(key), 4));
        Assert.Null(await WriteAsync(key, null, "h"));
        Assert.Equal(6, await WriteAsync(key, 5, "i"));
    }

    [PostgresFact]
    public async Task Write_ManyAtOnce_ShareCommitsAndAreEachStored()
    {
        var keys = Enumerable.Range(0, 400).Select(_ => NewKey()).ToArray();

        var first = await Task.WhenAll(keys.Select(key => WriteAsync(key, null, key.Id)));
        var second = await Task.WhenAll(keys.Select(key => WriteAsync(key, 1, key.Id + "'")));

        Assert.All(first, version => Assert.Equal(1, version));
        Assert.All(second, version => Assert.Equal(2, version));
        var ids = string.Join(',', keys.Select(key => key.Id));
        var commits = await _database.ScalarAsync<long>(
            $"SELECT count(DISTINCT xmin::text) FROM orleansstorage WHERE grainidextensionstring = ANY ('{{{ids}}}')");
        Assert.True(commits < keys.Length / 4, $"{keys.Length} records took {commits} commits.");
        foreach (var key in keys)
        {
            Assert.Equal(key.Id + "'", await ReadAsync(key));
        }
    }

    [PostgresFact]
    public async Task Write_OneKeyByManyAtOnce_OneWins()
    {
        var key = NewKey();

        var firsts = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => WriteAsync(key, null, $"{i}")));
        var seconds = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => WriteAsync(key, 1, $"{i}")));

        Assert.Equal([1], firsts.Where(version => version is not null));
        Assert.Equal([2], seconds.Where(version => version is not null));
    }

    [PostgresFact]
    public async Task Write_BesideOnesThatTheDatabaseRefuses_IsStored()
    {
        var good = Enumerable.Range(0, 60).Select(_ => NewKey()).ToArray();
        var bad = Enumerable.Range(0, 3).Select(_ => NewKey("training")).ToArray();

        var writes = good.Select(key => WriteAsync(key, null, "fine")).ToArray();
        var refused = bad.Select(key => WriteAsync(key, null, """{"number":"seven"}""")).ToArray();
        var more = good.Select(key => WriteAsync(key, 1, "fine too")).ToArray();

        Assert.All(await Task.WhenAll(writes), version => Assert.Equal(1, version));
        Assert.All(await Task.WhenAll(more), version => Assert.Equal(2, version));
        for (var i = 0; i < bad.Length; i++)
        {
            var error = await Assert.ThrowsAsync<StorageRefusedException>(() => refused[i]);
            Assert.Contains(bad[i].Id, error.Message, StringComparison.Ordinal);
            Assert.Empty(await _storage.ReadAsync(RowOf(bad[i])));
        }
    }

    [PostgresFact]
    public async Task Write_WhileTheServiceLockIsLost_IsRefusedAndNotStored()
    {
        var key = NewKey();
        _gate.Close("another silo has it");

        await Assert.ThrowsAsync<StorageUnavailableException>(() => WriteAsync(key, null, "late"));
        _gate.Open();

        Assert.Empty(await _storage.ReadAsync(RowOf(key)));
        Assert.Equal(1, await WriteAsync(key, null, "in time"));
    }

    [PostgresFact]
    public async Task Write_AfterItsConnectionWasEndedAtRest_GoesOverAnotherAndNothingFails()
    {
        // Without a keepalive, which would find the end of a connection before the writer does.
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString);
        var time = new SetTime(DateTimeOffset.UnixEpoch);
        await using var writer = Create(source, time);
        Assert.Equal(1, await WriteAsync(writer, NewKey()));

        await EndConnectionsAsync();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => WriteAsync(writer, NewKey()));
        Assert.Equal(1, await WriteAsync(writer, NewKey()));

        await EndConnectionsAsync();
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, await WriteAsync(writer, NewKey()));
    }

    private RecordWriter Create(NpgsqlDataSource source, TimeProvider time)
    {
        var options = new RecordOptions();
        return new RecordWriter(
            () => new RecordCommand(source, "tests", options, time), _gate, options, TimeProvider.System);
    }

    private static Task<int?> WriteAsync(RecordWriter writer, RecordKey key) => writer.WriteAsync(new RecordWrite(key, null, [1]));

    private Task EndConnectionsAsync() => _database.ExecuteAsync(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

    private static RecordKey NewKey(string type = "probe")
    {
        var id = Guid.NewGuid();
        return RecordKey.Of(type, GrainId.Create("probe", $"{type}:{id}"))!;
    }

    private static Key RowOf(RecordKey key) => new(key.IdHash, 0, 0, key.Id, key.Type, key.TypeHash);

    private Task<int?> WriteAsync(RecordKey key, int? version, string payload) =>
        _writer.WriteAsync(new RecordWrite(key, version, Encoding.UTF8.GetBytes(payload)));

    private async Task<string> ReadAsync(RecordKey key) =>
        Encoding.UTF8.GetString(Assert.Single(await _storage.ReadAsync(RowOf(key))).Payload!);
}
