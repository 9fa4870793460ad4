using System.Security.Cryptography;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.Adapters.Tests.Postgres.Blobs;
using CuaRl.Adapters.Tests.Postgres.Journal;
using CuaRl.Grains.Ports;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Adapters.Tests.Postgres.Sweeping;

/// <summary>Blobs as they were sent some time ago, read through the store.</summary>
internal sealed class SweptBlobs
{
    private readonly PostgresDatabase _database;

    public SweptBlobs(PostgresDatabase database)
    {
        _database = database;
        Gate.Open();
    }

    /// <summary>Whether sweeps may write; open.</summary>
    public WriteGate Gate { get; } = new();

    public async Task<byte[]> PutAsync(DateTimeOffset sentAt, string mediaType)
    {
        var content = RandomNumberGenerator.GetBytes(100);
        var hash = SHA256.HashData(content);
        await using var command = _database.Source.CreateCommand(
            "INSERT INTO blob (sha256, media_type, size, created_at, touched_at, content) VALUES ($1, $2, 100, $3, $3, $4)");
        command.Parameters.With(hash).With(mediaType).With(sentAt).With(content);
        await command.ExecuteNonQueryAsync();
        return hash;
    }

    public async Task TouchAsync(byte[] hash, DateTimeOffset sentAt)
    {
        await using var command = _database.Source.CreateCommand("UPDATE blob SET touched_at = $2 WHERE sha256 = $1");
        command.Parameters.With(hash).With(sentAt);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<BlobInfo?> FindAsync(byte[] hash)
    {
        await using PostgresSources sources = JournalFixture.SourcesOf(_database);
        await using var store = BlobStores.Create(sources, Gate, TimeProvider.System);
        return (await store.FindAsync(Convert.ToHexStringLower(hash), default))?.Blob;
    }
}
