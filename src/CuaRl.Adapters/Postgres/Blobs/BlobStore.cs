using System.Security.Cryptography;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.Core.Blobs;
using CuaRl.Core.Time;
using CuaRl.Grains.Ports;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Blobs;

/// <summary>Blobs in a table, by the hash of their content.</summary>
internal sealed class BlobStore(NpgsqlDataSource queries, WriteGate gate, TimeProvider time) : IBlobStore
{
    // Without the content: sent again is the common case, and 32 MiB are not sent to find that out.
    private const string TouchSql =
        """
        UPDATE blob SET touched_at = greatest(touched_at, $2) WHERE sha256 = $1
        RETURNING sha256, media_type, size, created_at, false
        """;

    // xmax is 0 in a row that this statement inserted.
    private const string InsertSql =
        """
        INSERT INTO blob (sha256, media_type, size, created_at, touched_at, content) VALUES ($1, $3, length($4), $2, $2, $4)
        ON CONFLICT (sha256) DO UPDATE SET touched_at = greatest(blob.touched_at, excluded.touched_at)
        RETURNING sha256, media_type, size, created_at, xmax = 0
        """;

    private const string FindSql = "SELECT sha256, media_type, size, created_at, content FROM blob WHERE sha256 = $1";

    private const string MissingSql =
        """
        SELECT DISTINCT sha256 FROM unnest($1::bytea[]) AS asked (sha256)
        WHERE NOT EXISTS (SELECT FROM blob WHERE blob.sha256 = asked.sha256) ORDER BY sha256
        """;

    private readonly Reads _reads = new(queries, time);

    public async Task<(BlobInfo Blob, bool IsNew)> PutAsync(
        ReadOnlyMemory<byte> content, string mediaType, CancellationToken cancellationToken)
    {
        Require("content", BlobRules.Size(content.Length));
        Require("media_type", BlobRules.MediaType(mediaType));
        gate.ThrowIfClosed();
        var hash = SHA256.HashData(content.Span);
        var now = time.GetUtcNow().ToMicroseconds();
        return await WriteAsync(TouchSql, parameters => parameters.With(hash).With(now), cancellationToken)
            ?? await WriteAsync(
                InsertSql,
                parameters => parameters.With(hash).With(now).With(mediaType).With(content),
                cancellationToken)
            ?? throw new InvalidOperationException("An upsert gives its row.");
    }

    public Task<(BlobInfo Blob, byte[] Content)?> FindAsync(string sha256, CancellationToken cancellationToken)
    {
        if (!BlobRules.IsHash(sha256))
        {
            return Task.FromResult<(BlobInfo, byte[])?>(null);
        }

        return _reads.RunAsync<(BlobInfo, byte[])?>(
            FindSql,
            parameters => parameters.With(Convert.FromHexString(sha256)),
            async (reader, token) => await reader.ReadAsync(token)
                ? (ReadInfo(reader), await reader.GetFieldValueAsync<byte[]>(4, token))
                : null,
            cancellationToken);
    }

    public async Task<IReadOnlyList<string>> FindMissingAsync(
        IReadOnlyCollection<string> hashes, CancellationToken cancellationToken) =>
        await _reads.ListAsync(
            MissingSql,
            parameters => parameters.With(hashes.Select(Convert.FromHexString).ToArray()),
            reader => Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(0)),
            cancellationToken);

    // Sent twice is stored once, so these are repeated like reads.
    private Task<(BlobInfo Blob, bool IsNew)?> WriteAsync(
        string sql, Action<NpgsqlParameterCollection> bind, CancellationToken cancellationToken) =>
        _reads.RunAsync<(BlobInfo, bool)?>(
            sql,
            bind,
            async (reader, token) => await reader.ReadAsync(token) ? (ReadInfo(reader), reader.GetBoolean(4)) : null,
            cancellationToken);

    private static BlobInfo ReadInfo(NpgsqlDataReader reader) => new(
        Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(0)),
        reader.GetString(1),
        reader.GetInt64(2),
        reader.GetFieldValue<DateTimeOffset>(3));

    private static void Require(string field, string? broken)
    {
        if (broken is not null)
        {
            throw new InvalidRequestException(field, broken);
        }
    }
}
