using System.Collections.Concurrent;
using System.Security.Cryptography;
using CuaRl.Grains.Ports;

namespace CuaRl.TestKit.Trainers;

/// <summary>Blobs in memory, for tests of what asks for a store.</summary>
public sealed class MemoryBlobs : IBlobStore
{
    private readonly ConcurrentDictionary<string, (BlobInfo Blob, byte[] Content)> _blobs = new(StringComparer.Ordinal);

    public Task<(BlobInfo Blob, bool IsNew)> PutAsync(
        ReadOnlyMemory<byte> content, string mediaType, CancellationToken cancellationToken)
    {
        var blob = new BlobInfo(
            Convert.ToHexStringLower(SHA256.HashData(content.Span)), mediaType, content.Length, DateTimeOffset.UnixEpoch);
        var isNew = _blobs.TryAdd(blob.Sha256, (blob, content.ToArray()));
        return Task.FromResult((_blobs[blob.Sha256].Blob, isNew));
    }

    public Task<(BlobInfo Blob, byte[] Content)?> FindAsync(string sha256, CancellationToken cancellationToken) =>
        Task.FromResult(_blobs.TryGetValue(sha256, out var known) ? known : ((BlobInfo, byte[])?)null);

    public ValueTask<string?> FindMediaTypeAsync(string sha256, CancellationToken cancellationToken) =>
        new(_blobs.TryGetValue(sha256, out var known) ? known.Blob.MediaType : null);

    public Task<IReadOnlyList<string>> FindMissingAsync(
        IReadOnlyCollection<string> hashes, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. hashes.Where(hash => !_blobs.ContainsKey(hash)).Distinct()]);
}
