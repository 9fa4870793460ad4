using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Tests.Loop.Support;

/// <summary>Blobs of which some are found no more.</summary>
internal sealed class LostBlobs(IBlobStore blobs, Predicate<byte[]> isLost) : IBlobStore
{
    public async Task<(BlobInfo Blob, byte[] Content)?> FindAsync(string sha256, CancellationToken cancellationToken) =>
        await blobs.FindAsync(sha256, cancellationToken) is { } found && !isLost(found.Content) ? found : null;

    public Task<(BlobInfo Blob, bool IsNew)> PutAsync(ReadOnlyMemory<byte> content, string mediaType, CancellationToken cancellationToken) =>
        blobs.PutAsync(content, mediaType, cancellationToken);

    public ValueTask<string?> FindMediaTypeAsync(string sha256, CancellationToken cancellationToken) =>
        blobs.FindMediaTypeAsync(sha256, cancellationToken);

    public Task<IReadOnlyList<string>> FindMissingAsync(IReadOnlyCollection<string> hashes, CancellationToken cancellationToken) =>
        blobs.FindMissingAsync(hashes, cancellationToken);
}
