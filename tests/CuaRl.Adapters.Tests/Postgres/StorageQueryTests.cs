using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;
using Key = CuaRl.Adapters.Tests.Postgres.StorageQueries.Key;

namespace CuaRl.Adapters.Tests.Postgres;

public sealed class StorageQueryTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private readonly StorageQueries _storage = new(database);

    public static TheoryData<string> KeyKinds => ["text", "integer", "guid", "compound"];

    [PostgresFact]
    public async Task Read_NeverWritten_GivesNoRow() =>
        Assert.Empty(await _storage.ReadAsync(Key.Text("z:missing")));

    [PostgresTheory]
    [MemberData(nameof(KeyKinds))]
    public async Task Record_ThroughItsWholeLife_KeepsVersionsAndContent(string kind)
    {
        var key = KeyOf(kind);

        Assert.Equal(1, await _storage.WriteAsync(key, null, 1));
        Assert.Equal([((byte[]?)[1], 1)], await _storage.ReadAsync(key));
        Assert.Null(await _storage.WriteAsync(key, null, 2));
        Assert.Equal(2, await _storage.WriteAsync(key, 1, 3));
        Assert.Null(await _storage.WriteAsync(key, 1, 4));
        Assert.Equal([((byte[]?)[3], 2)], await _storage.ReadAsync(key));

        Assert.Null(await _storage.ClearAsync(key, 1));
        Assert.Equal(3, await _storage.ClearAsync(key, 2));
        Assert.Equal([((byte[]?)null, 3)], await _storage.ReadAsync(key));
        Assert.Null(await _storage.WriteAsync(key, null, 5));
        Assert.Equal(4, await _storage.WriteAsync(key, 3, 6));

        Assert.Null(await _storage.DeleteAsync(key, 3));
        Assert.Equal(5, await _storage.DeleteAsync(key, 4));
        Assert.Empty(await _storage.ReadAsync(key));
        Assert.Equal(1, await _storage.WriteAsync(key, null, 7));
    }

    [PostgresFact]
    public async Task Write_VersionOfARecordThatIsNotThere_IsAConflict()
    {
        Assert.Null(await _storage.WriteAsync(Key.Text("z:absent"), 3, 1));
        Assert.Empty(await _storage.ReadAsync(Key.Text("z:absent")));
    }

    [PostgresFact]
    public async Task Write_SameHashes_AreDifferentRecordsByEachPartOfTheIdentity()
    {
        var key = new Key(11, 1, 2, "z:a");
        Key[] others =
        [
            key with { N0 = 9 }, key with { N1 = 9 }, key with { Extension = "z:b" }, key with { Extension = null },
            key with { Extension = "" }, key with { Type = "other" }, key with { Service = "other" }, key with { Hash = 12 },
        ];

        foreach (var one in others.Append(key))
        {
            Assert.Equal(1, await _storage.WriteAsync(one, null, 1));
        }

        Assert.All(others.Append(key), one => Assert.Single(_storage.ReadAsync(one).Result));
    }

    [PostgresFact]
    public async Task Write_FirstWritesOfOneKeyFromManyConnections_OneWinsAndOneRowIsThere()
    {
        const int Writers = 12;
        for (var round = 0; round < 40; round++)
        {
            var key = KeyOf(round % 2 == 0 ? "text" : "integer");
            using var start = new Barrier(Writers);

            var results = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return _storage.WriteAsync(key, null, (byte)writer);
                },
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));

            var winner = Assert.Single(Enumerable.Range(0, Writers), writer => results[writer] == 1);
            Assert.Equal(Writers - 1, results.Count(result => result is null));
            Assert.Equal([((byte[]?)[(byte)winner], 1)], await _storage.ReadAsync(key));
        }
    }

    [PostgresFact]
    public async Task Write_FirstWriteWhileAnotherIsUncommitted_WaitsAndIsAConflict()
    {
        await using var first = await database.Source.OpenConnectionAsync();
        await using var transaction = await first.BeginTransactionAsync();
        await using var insert = new Npgsql.NpgsqlCommand(
            "INSERT INTO orleansstorage VALUES (5, 0, 0, 7, 'probe', 'z:overlap', 'tests', 'a', now(), 1)", first);
        await insert.ExecuteNonQueryAsync();

        var second = _storage.WriteAsync(new Key(5, 0, 0, "z:overlap"), null, 2);
        await Eventually.HoldsAsync("the second write waits", async () => await database.ScalarAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()") == 1);
        await transaction.CommitAsync();

        Assert.Null(await second);
        Assert.Single(await _storage.ReadAsync(new Key(5, 0, 0, "z:overlap")));
    }

    [PostgresFact]
    public async Task Write_UpdatesOfOneVersionFromManyConnections_OneWins()
    {
        var key = KeyOf("text");
        await _storage.WriteAsync(key, null, 0);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            writer => Task.Run(() => _storage.WriteAsync(key, 1, (byte)writer))));

        Assert.Equal(1, results.Count(result => result == 2));
        Assert.Equal(7, results.Count(result => result is null));
    }

    private static Key KeyOf(string kind)
    {
#pragma warning disable RS0030 // Fresh keys for a database that is shared by the tests of this class.
        var id = Guid.NewGuid();
#pragma warning restore RS0030
        var halves = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, long>(id.ToByteArray());
        return kind switch
        {
            "text" => Key.Text($"z:{id}"),
            "integer" => new Key(id.GetHashCode(), 0, halves[0], null),
            "guid" => new Key(id.GetHashCode(), halves[0], halves[1], null),
            _ => new Key(id.GetHashCode(), halves[0], halves[1], "z:part"),
        };
    }
}
