using System.Security.Cryptography;
using CuaRl.Adapters.Postgres.Blobs;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Tests.Postgres.Journal;
using CuaRl.Core.Blobs;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Blobs;

public sealed class BlobStoreTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>, IAsyncLifetime
{
    private readonly SetTime _time = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly WriteGate _gate = new();
    private PostgresSources? _sources;
    private BlobStore? _store;

    private BlobStore Store => _store!;

    public Task InitializeAsync()
    {
        _gate.Open();
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
    public async Task Put_SameContentAgain_IsStoredOnceAndKeepsItsMediaType()
    {
        var content = RandomNumberGenerator.GetBytes(100_000);

        var (first, isNew) = await Store.PutAsync(content, "image/png", default);
        _time.Advance(TimeSpan.FromHours(3));
        var (second, isNewAgain) = await Store.PutAsync(content, "image/jpeg", default);

        Assert.True(isNew);
        Assert.False(isNewAgain);
        Assert.Equal(new BlobInfo(Hash(content), "image/png", 100_000, _time.GetUtcNow() - TimeSpan.FromHours(3)), first);
        Assert.Equal(first, second);
        Assert.Equal("03:00:00", await database.ScalarAsync<string>(
            $"SELECT (touched_at - created_at)::text FROM blob WHERE sha256 = '\\x{first.Sha256}'"));
    }

    [PostgresFact]
    public async Task FindMediaType_OfWhatAnotherStored_IsReadAndThenKnown()
    {
        var (blob, _) = await Store.PutAsync(RandomNumberGenerator.GetBytes(100), "image/webp", default);
        await using var other = BlobStores.Create(_sources!, _gate, _time);

        Assert.Equal("image/webp", await other.FindMediaTypeAsync(blob.Sha256, default));
        Assert.Null(await other.FindMediaTypeAsync(new string('0', 64), default));
        await database.ExecuteAsync($"DELETE FROM blob WHERE sha256 = '\\x{blob.Sha256}'");
        Assert.Equal("image/webp", await other.FindMediaTypeAsync(blob.Sha256, default));
    }

    [Fact]
    public void MediaTypes_BeyondTheirNumber_ForgetThoseNotUsed()
    {
        var known = new MediaTypes(8);
        static byte[] Hash(int number) => SHA256.HashData([(byte)number]);
        known.Learn(Hash(0), "image/png");
        for (var i = 1; i < 40; i++)
        {
            known.Learn(Hash(i), "image/jpeg");
            Assert.Equal("image/png", known.Find(Hash(0)));
        }

        Assert.Equal((null, "image/jpeg"), (known.Find(Hash(1)), known.Find(Hash(39))));
    }

    [PostgresFact]
    public async Task Put_ByMany_IsNewToOne()
    {
        var content = RandomNumberGenerator.GetBytes(50_000);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Store.PutAsync(content, "image/png", default)));

        Assert.Single(answers, answer => answer.IsNew);
        Assert.Single(answers.Select(answer => answer.Blob).Distinct());
    }

    [PostgresFact]
    public async Task Find_StoredBlob_GivesItsBytes()
    {
        var content = RandomNumberGenerator.GetBytes(BlobRules.MaxBytes);
        await Store.PutAsync(content, "application/octet-stream", default);

        var found = await Store.FindAsync(Hash(content), default);

        Assert.Equal(content, found!.Value.Content);
        Assert.Equal(BlobRules.MaxBytes, found.Value.Blob.Size);
    }

    [PostgresFact]
    public async Task FindMissing_OfHashes_GivesThoseWithoutABlobOnceInOrder()
    {
        var (blob, _) = await Store.PutAsync(RandomNumberGenerator.GetBytes(100), "image/png", default);
        var (first, second) = (new string('0', 64), new string('f', 64));

        Assert.Equal([first, second], await Store.FindMissingAsync([second, blob.Sha256, first, second], default));
        Assert.Empty(await Store.FindMissingAsync([blob.Sha256], default));
    }

    [PostgresTheory]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("no hash")]
    public async Task Find_WhatIsNotThere_IsNull(string hash) => Assert.Null(await Store.FindAsync(hash, default));

    [PostgresFact]
    public async Task Put_TooLargeOrWithoutAType_NamesTheField()
    {
        var large = await Assert.ThrowsAsync<InvalidRequestException>(
            () => Store.PutAsync(new byte[BlobRules.MaxBytes + 1], "image/png", default));
        var untyped = await Assert.ThrowsAsync<InvalidRequestException>(() => Store.PutAsync(new byte[1], "png", default));

        Assert.Equal(("content", "media_type"), (large.Field, untyped.Field));
    }

    [PostgresFact]
    public async Task Put_GateClosed_IsRefused()
    {
        _gate.Close("the lock is lost");

        await Assert.ThrowsAsync<StorageUnavailableException>(() => Store.PutAsync(new byte[1], "image/png", default));
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
