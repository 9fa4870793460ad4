using System.Security.Cryptography;
using CuaRl.Adapters.Postgres.Blobs;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.Sweeping;
using CuaRl.Adapters.Tests.Postgres.Blobs;
using CuaRl.Adapters.Tests.Postgres.Journal;
using CuaRl.Adapters.Tests.Postgres.Runs;
using CuaRl.Core.Blobs;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Sweeping;

public sealed class UnusedBlobsTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>, IAsyncLifetime
{
    private readonly SetTime _time = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly StoredRuns _runs = new(database);
    private readonly WriteGate _gate = OpenGate();

    private PostgresSources? _sources;
    private BlobStore? _store;

    private BlobStore Store => _store!;

    private UnusedBlobs Sweep => new(database.Source, _gate, _time);

    public Task InitializeAsync()
    {
        _sources = JournalFixture.SourcesOf(database);
        _store = BlobStores.Create(_sources, _gate, _time);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await Store.DisposeAsync();
        await _sources!.DisposeAsync();
    }

    [PostgresFact]
    public async Task Sweep_GraceIsOver_DeletesWhatNoStateNames()
    {
        var run = await _runs.AddAsync("s", 3);
        var named = await PutAsync();
        var unused = await PutAsync();
        await _runs.NameAsync(run, 2, RandomNumberGenerator.GetBytes(32), named);

        _time.Advance(BlobRules.Grace);
        await Sweep.SweepAsync(default);
        Assert.True(await IsThereAsync(unused));

        _time.Advance(TimeSpan.FromSeconds(1));
        await Sweep.SweepAsync(default);
        Assert.False(await IsThereAsync(unused));
        Assert.True(await IsThereAsync(named));
    }

    [PostgresFact]
    public async Task Sweep_BlobSentAgain_HasItsGraceAnew()
    {
        var content = RandomNumberGenerator.GetBytes(10);
        await Store.PutAsync(content, "image/png", default);
        _time.Advance(BlobRules.Grace * 0.9);
        await Store.PutAsync(content, "image/png", default);
        _time.Advance(BlobRules.Grace * 0.9);

        await Sweep.SweepAsync(default);

        Assert.True(await IsThereAsync(SHA256.HashData(content)));
    }

    [PostgresFact]
    public async Task Sweep_BlobOfAPrunedRun_HasItsGraceFromTheDeletionOn()
    {
        var run = await _runs.AddAsync("s", 3);
        var blob = await PutAsync();
        await _runs.NameAsync(run, 2, blob);
        _time.Advance(BlobRules.Grace * 10);
        await _runs.PruneAsync(run);

        await new PrunedStates(database.Source, _gate, StoredRuns.Service, _time).SweepAsync(default);
        await Sweep.SweepAsync(default);
        Assert.True(await IsThereAsync(blob));

        _time.Advance(BlobRules.Grace * 1.1);
        await Sweep.SweepAsync(default);
        Assert.False(await IsThereAsync(blob));
    }

    [PostgresFact]
    public async Task Sweep_AppendOnTheWayNamesTheBlob_LeavesIt()
    {
        var run = await _runs.AddAsync("s", 3);
        var blob = await PutAsync();
        _time.Advance(BlobRules.Grace * 2);
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var append = await connection.BeginTransactionAsync();
        await using (var name = connection.CreateCommand())
        {
            name.CommandText =
                $"""
                SELECT FROM blob WHERE sha256 = '\x{Convert.ToHexStringLower(blob)}' FOR KEY SHARE;
                UPDATE run_state SET blobs = ARRAY['\x{Convert.ToHexStringLower(blob)}'::bytea] WHERE run_id = '{run}' AND step = 1
                """;
            await name.ExecuteNonQueryAsync();
        }

        // The sweep sees neither the state, which is not committed, nor gets the lock.
        await Sweep.SweepAsync(default);
        Assert.True(await IsThereAsync(blob));

        await append.CommitAsync();
        await Sweep.DeleteAsync([blob], _time.GetUtcNow(), default);
        Assert.True(await IsThereAsync(blob));
    }

    [PostgresFact]
    public async Task Delete_NamedSinceItWasLookedAt_LeavesIt()
    {
        var run = await _runs.AddAsync("s", 3);
        var blob = await PutAsync();
        _time.Advance(BlobRules.Grace * 2);
        await _runs.NameAsync(run, 0, blob);

        Assert.Equal(0, await Sweep.DeleteAsync([blob], _time.GetUtcNow(), default));
    }

    private async Task<byte[]> PutAsync()
    {
        var content = RandomNumberGenerator.GetBytes(100);
        await Store.PutAsync(content, "image/png", default);
        return SHA256.HashData(content);
    }

    private async Task<bool> IsThereAsync(byte[] hash) => await Store.FindAsync(Convert.ToHexStringLower(hash), default) is not null;

    private static WriteGate OpenGate()
    {
        var gate = new WriteGate();
        gate.Open();
        return gate;
    }
}
