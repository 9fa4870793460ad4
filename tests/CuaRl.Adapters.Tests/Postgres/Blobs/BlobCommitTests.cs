using System.Security.Cryptography;
using CuaRl.Adapters.Postgres.Blobs;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Tests.Postgres.Journal;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Postgres;
using CuaRl.TestKit.Waiting;
using Npgsql;

namespace CuaRl.Adapters.Tests.Postgres.Blobs;

/// <summary>Blobs that come together. One that is locked from outside holds a commit up while others gather behind it.</summary>
public sealed class BlobCommitTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>, IAsyncLifetime
{
    private const int Size = 50_000;

    private readonly WriteGate _gate = new();
    private PostgresSources? _sources;

    private PostgresSources Sources => _sources!;

    public Task InitializeAsync()
    {
        _gate.Open();
        _sources = JournalFixture.SourcesOf(database);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await Sources.DisposeAsync();

    [PostgresFact]
    public async Task Put_ThroughTwoStoresAtOnce_StoresEachOnceAndIsNewToOne()
    {
        await using var others = JournalFixture.SourcesOf(database);
        await using var store = Create();
        await using var other = Create(sources: others);
        var contents = Enumerable.Range(0, 60).Select(_ => RandomNumberGenerator.GetBytes(Size)).ToArray();

        // Each writer goes through them in an order of its own, so that batches of both hold the same ones.
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.WhenAll(contents.Select(
            (_, i) => (writer % 2 == 0 ? store : other).PutAsync(contents[(i * 7 + writer * 11) % contents.Length], "image/png", default)))));

        var all = answers.SelectMany(of => of).GroupBy(answer => answer.Blob.Sha256).ToList();
        Assert.Equal(contents.Select(Hash).Order(StringComparer.Ordinal), all.Select(of => of.Key).Order(StringComparer.Ordinal));
        Assert.All(all, of =>
        {
            Assert.Single(of, answer => answer.IsNew);
            Assert.Single(of.Select(answer => answer.Blob).Distinct());
        });
        Assert.All(contents, content => Assert.Equal(content, store.FindAsync(Hash(content), default).Result!.Value.Content));
        Assert.Equal(0, await database.ScalarAsync<long>(
            "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"));
    }

    [PostgresFact]
    public async Task Put_ManyWhileACommitIsUnderWay_ShareTheNextOne()
    {
        await using var store = Create(new BlobOptions { Writers = 1 });
        await using var held = await HoldAsync(store);
        var twice = RandomNumberGenerator.GetBytes(Size);
        var puts = Enumerable.Range(0, 20).Select(_ => store.PutAsync(RandomNumberGenerator.GetBytes(Size), "image/png", default))
            .Append(store.PutAsync(twice, "image/png", default)).Append(store.PutAsync(twice, "image/webp", default)).ToArray();
        Assert.DoesNotContain(puts, put => put.IsCompleted);

        await held.ReleaseAsync();
        var answers = await Task.WhenAll(puts);

        Assert.Equal([true, false], answers[^2..].Select(answer => answer.IsNew));
        Assert.Equal(answers[^2].Blob, answers[^1].Blob);
        Assert.Equal("image/png", answers[^1].Blob.MediaType);
        Assert.Equal(1, await database.ScalarAsync<long>(
            $"SELECT count(DISTINCT xmin::text) FROM blob WHERE encode(sha256, 'hex') IN ({List(answers)})"));
    }

    [PostgresFact]
    public async Task Put_MoreBytesThanACommitTakes_AreStoredInSeveral()
    {
        await using var store = Create(new BlobOptions { Writers = 1, BatchBytes = 2 * Size, QueuedBlobs = 3 });
        await using var held = await HoldAsync(store);
        var puts = Enumerable.Range(0, 8).Select(_ => store.PutAsync(RandomNumberGenerator.GetBytes(Size), "image/png", default))
            .Append(store.PutAsync(RandomNumberGenerator.GetBytes(5 * Size), "image/png", default)).ToArray();

        await held.ReleaseAsync();
        var answers = await Task.WhenAll(puts);

        Assert.All(answers, answer => Assert.True(answer.IsNew));
        Assert.InRange(
            await database.ScalarAsync<long>(
                $"SELECT count(DISTINCT xmin::text) FROM blob WHERE encode(sha256, 'hex') IN ({List(answers)})"), 5, 9);
    }

    [PostgresFact]
    public async Task Put_BesideOneThatIsRefused_IsStored()
    {
        await database.ExecuteAsync("ALTER TABLE blob ADD CONSTRAINT no_video CHECK (media_type <> 'video/mp4')");
        await using var store = Create(new BlobOptions { Writers = 1 });
        await using var held = await HoldAsync(store);
        var good = Enumerable.Range(0, 6).Select(_ => store.PutAsync(RandomNumberGenerator.GetBytes(Size), "image/png", default)).ToArray();
        var bad = store.PutAsync(RandomNumberGenerator.GetBytes(Size), "video/mp4", default);
        var last = store.PutAsync(RandomNumberGenerator.GetBytes(Size), "image/png", default);

        await held.ReleaseAsync();

        Assert.All(await Task.WhenAll([.. good, last]), answer => Assert.True(answer.IsNew));
        Assert.Equal("23514", (await Assert.ThrowsAsync<StorageRefusedException>(() => bad)).Code);
        await database.ExecuteAsync("ALTER TABLE blob DROP CONSTRAINT no_video");
    }

    [PostgresFact]
    public async Task Put_DeadlockReported_IsTriedAgainWhole()
    {
        await database.ExecuteAsync(
            """
            CREATE SEQUENCE tries;
            CREATE FUNCTION lose_first() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN IF nextval('tries') = 2 THEN RAISE deadlock_detected; END IF; RETURN NEW; END $$;
            CREATE TRIGGER lose BEFORE INSERT ON blob FOR EACH ROW WHEN (NEW.media_type = 'image/lost') EXECUTE FUNCTION lose_first();
            """);
        await using var store = Create(new BlobOptions { Writers = 1 });
        await using var held = await HoldAsync(store);
        var puts = Enumerable.Range(0, 4).Select(_ => store.PutAsync(RandomNumberGenerator.GetBytes(Size), "image/lost", default)).ToArray();

        await held.ReleaseAsync();

        Assert.All(await Task.WhenAll(puts), answer => Assert.True(answer.IsNew));
        Assert.Equal(2 + puts.Length, await database.ScalarAsync<long>("SELECT last_value FROM tries"));
    }

    [PostgresFact]
    public async Task Put_GivenUpWhileItWaits_IsNotStored()
    {
        await using var store = Create(new BlobOptions { Writers = 1 });
        await using var held = await HoldAsync(store);
        using var giveUp = new CancellationTokenSource();
        var content = RandomNumberGenerator.GetBytes(Size);
        var given = store.PutAsync(content, "image/png", giveUp.Token);
        var kept = store.PutAsync(RandomNumberGenerator.GetBytes(Size), "image/png", default);

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        await held.ReleaseAsync();

        Assert.True((await kept).IsNew);
        Assert.Null(await store.FindAsync(Hash(content), default));
    }

    [PostgresFact]
    public async Task Dispose_WithBlobsWaiting_StoresThemFirst()
    {
        var store = Create(new BlobOptions { Writers = 1 });
        await using var held = await HoldAsync(store);
        var puts = Enumerable.Range(0, 10).Select(_ => store.PutAsync(RandomNumberGenerator.GetBytes(Size), "image/png", default)).ToArray();

        var disposal = store.DisposeAsync();
        Assert.False(disposal.IsCompleted);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => store.PutAsync(new byte[1], "image/png", default));
        await held.ReleaseAsync();
        await disposal;

        Assert.All(puts, put => Assert.True(put.Result.IsNew));
    }

    [PostgresFact]
    public async Task Put_ConnectionsLostAgainAndAgain_LosesNothing()
    {
        await using var store = Create(new BlobOptions { Patience = Eventually.Patience });
        using var stop = new CancellationTokenSource();
        var stored = 0;
        var writers = Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            List<string> hashes = [];
            while (!stop.IsCancellationRequested)
            {
                hashes.Add((await store.PutAsync(RandomNumberGenerator.GetBytes(Size), "image/png", default)).Blob.Sha256);
                Interlocked.Increment(ref stored);
            }

            return hashes;
        })).ToArray();

        for (var ended = 0L; ended < 10;)
        {
            var seen = Volatile.Read(ref stored);
            await Eventually.HoldsAsync("blobs are stored", () => Task.FromResult(Volatile.Read(ref stored) > seen));
            ended += await database.ScalarAsync<long>(
                $"""
                SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                WHERE datname = current_database() AND application_name = '{Sources.Name}' AND query LIKE '%blob%'
                """);
        }

        await stop.CancelAsync();
        var all = (await Task.WhenAll(writers)).SelectMany(hashes => hashes).ToList();
        Assert.Empty(await store.FindMissingAsync(all, default));
    }

    private BlobStore Create(BlobOptions? options = null, PostgresSources? sources = null) =>
        BlobStores.Create(sources ?? Sources, _gate, options: options);

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static string List(IEnumerable<(BlobInfo Blob, bool IsNew)> answers) =>
        string.Join(',', answers.Select(answer => $"'{answer.Blob.Sha256}'"));

    /// <summary>Makes the store's only writer wait for a blob that is locked.</summary>
    private async Task<HeldBlob> HoldAsync(BlobStore store)
    {
        var content = RandomNumberGenerator.GetBytes(10);
        await store.PutAsync(content, "image/png", default);
        var connection = await database.Source.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand($"SELECT FROM blob WHERE sha256 = '\\x{Hash(content)}' FOR UPDATE", connection))
        {
            await command.ExecuteNonQueryAsync();
        }

        var waiting = store.PutAsync(content, "image/png", default);
        await Eventually.HoldsAsync("the writer waits", async () => await database.ScalarAsync<long>(
            $"SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = '{Sources.Name}'") > 0);
        return new HeldBlob(connection, transaction, waiting);
    }

    private sealed class HeldBlob(NpgsqlConnection connection, NpgsqlTransaction transaction, Task waiting) : IAsyncDisposable
    {
        public async Task ReleaseAsync()
        {
            await transaction.RollbackAsync();
            await waiting;
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
