using System.Security.Cryptography;
using CuaRl.Adapters.Postgres.Commits;
using CuaRl.Adapters.Postgres.Connection;
using CuaRl.Adapters.Postgres.Locking;
using CuaRl.Adapters.Postgres.ReadModel;
using CuaRl.Core.Blobs;
using CuaRl.Grains.Ports;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CuaRl.Adapters.Postgres.Blobs;

/// <summary>
/// Blobs in a table, by the hash of their content. Those that come together are committed together. Disposed of with the
/// host, it stores what it took before the store is let go of.
/// </summary>
internal sealed class BlobStore : IBlobStore, IAsyncDisposable
{
    private const string FindSql = "SELECT sha256, media_type, size, created_at, content FROM blob WHERE sha256 = $1";

    private const string MediaTypeSql = "SELECT media_type FROM blob WHERE sha256 = $1";

    private const string ExpiredSql = "SELECT expired_at FROM expired_blob WHERE sha256 = $1";

    private const string MissingSql =
        """
        SELECT DISTINCT sha256 FROM unnest($1::bytea[]) AS asked (sha256)
        WHERE NOT EXISTS (SELECT FROM blob WHERE blob.sha256 = asked.sha256) ORDER BY sha256
        """;

    /// <summary>Of how many blobs the media type is kept in memory: about 8 MB.</summary>
    private const int KnownMediaTypes = 100_000;

    private readonly WriteGate _gate;
    private readonly Reads _reads;
    private readonly BlobWriter[] _writers;
    private readonly MediaTypes _mediaTypes = new(KnownMediaTypes);

    public BlobStore(PostgresSources sources, WriteGate gate, BlobOptions options, TimeProvider time, ILogger logger)
    {
        _gate = gate;
        _reads = new Reads(sources.Lookups, time);
        _writers = new BlobWriter[options.Writers];
        for (var i = 0; i < _writers.Length; i++)
        {
            var commits = new PatientCommits<BlobCommand>(
                () => new BlobCommand(sources.Blobs, options, time), gate, options.Patience, time, logger);
            _writers[i] = new BlobWriter(commits, options, logger);
        }
    }

    /// <inheritdoc />
    public async Task<(BlobInfo Blob, bool IsNew)> PutAsync(
        ReadOnlyMemory<byte> content, string mediaType, CancellationToken cancellationToken)
    {
        Require("content", BlobRules.Size(content.Length));
        Require("media_type", BlobRules.MediaType(mediaType));
        _gate.ThrowIfClosed();
        var hash = SHA256.HashData(content.Span);
        // Always the same writer for a hash, so that two never wait for each other.
        var stored = await _writers[hash[0] % _writers.Length].PutAsync(new PendingBlob(hash, mediaType, content), cancellationToken);
        _mediaTypes.Learn(hash, stored.Blob.MediaType);
        return stored;
    }

    /// <inheritdoc />
    public async Task<(BlobInfo Blob, byte[] Content)?> FindAsync(string sha256, CancellationToken cancellationToken)
    {
        if (!BlobRules.IsHash(sha256))
        {
            return null;
        }

        var hash = Convert.FromHexString(sha256);
        var found = await _reads.RunAsync<(BlobInfo, byte[])?>(
            FindSql,
            parameters => parameters.With(hash),
            async (reader, token) => await reader.ReadAsync(token)
                ? (ReadInfo(reader), await reader.GetFieldValueAsync<byte[]>(4, token))
                : null,
            cancellationToken);
        if (found is not null)
        {
            return found;
        }

        var expired = await _reads.ListAsync(
            ExpiredSql, parameters => parameters.With(hash), reader => reader.GetFieldValue<DateTimeOffset>(0), cancellationToken);
        return expired is [var expiredAt] ? throw new BlobExpiredException(sha256, expiredAt) : null;
    }

    /// <inheritdoc />
    public async ValueTask<string?> FindMediaTypeAsync(string sha256, CancellationToken cancellationToken)
    {
        var hash = Convert.FromHexString(sha256);
        if (_mediaTypes.Find(hash) is { } known)
        {
            return known;
        }

        var found = await _reads.ListAsync(
            MediaTypeSql, parameters => parameters.With(hash), reader => reader.GetString(0), cancellationToken);
        if (found is not [var mediaType])
        {
            return null;
        }

        _mediaTypes.Learn(hash, mediaType);
        return mediaType;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> FindMissingAsync(
        IReadOnlyCollection<string> hashes, CancellationToken cancellationToken) =>
        await _reads.ListAsync(
            MissingSql,
            parameters => parameters.With(hashes.Select(Convert.FromHexString).ToArray()),
            reader => Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(0)),
            cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Array.ForEach(_writers, writer => writer.Close());
        foreach (var writer in _writers)
        {
            await writer.DisposeAsync();
        }
    }

    /// <summary>A blob from the first four columns of a row: hash, media type, size, creation.</summary>
    internal static BlobInfo ReadInfo(NpgsqlDataReader reader) => new(
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
