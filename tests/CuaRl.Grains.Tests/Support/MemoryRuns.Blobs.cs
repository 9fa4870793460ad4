using System.Security.Cryptography;
using CuaRl.Grains.Ports;

namespace CuaRl.Grains.Tests.Support;

internal sealed partial class MemoryRuns : IBlobStore
{
    private readonly Dictionary<string, (BlobInfo Blob, byte[] Content)> _blobs = [];

    public Task<(BlobInfo Blob, bool IsNew)> PutAsync(
        ReadOnlyMemory<byte> content, string mediaType, CancellationToken cancellationToken) => Answer(() =>
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        var blob = new BlobInfo(hash, mediaType, content.Length, DateTimeOffset.UnixEpoch);
        var isNew = _blobs.TryAdd(hash, (blob, content.ToArray()));
        return (_blobs[hash].Blob, isNew);
    });

    public Task<(BlobInfo Blob, byte[] Content)?> FindAsync(string sha256, CancellationToken cancellationToken) =>
        Answer(() => _blobs.TryGetValue(sha256, out var known) ? known : ((BlobInfo, byte[])?)null);

    public ValueTask<string?> FindMediaTypeAsync(string sha256, CancellationToken cancellationToken) =>
        new(Answer(() => _blobs.TryGetValue(sha256, out var known) ? known.Blob.MediaType : null));

    public Task<IReadOnlyList<string>> FindMissingAsync(
        IReadOnlyCollection<string> hashes, CancellationToken cancellationToken) => Answer(() => Missing(hashes));

    private IReadOnlyList<string> Missing(IEnumerable<string> hashes) =>
        [.. hashes.Where(hash => !_blobs.ContainsKey(hash)).Distinct().Order(StringComparer.Ordinal)];
}
