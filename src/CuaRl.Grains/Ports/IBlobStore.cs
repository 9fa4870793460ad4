namespace CuaRl.Grains.Ports;

/// <summary>Blobs by the hash of their content, each stored once.</summary>
public interface IBlobStore
{
    /// <summary>Stores a blob; one that is there already keeps its media type, and its grace period starts anew.</summary>
    /// <returns>What is stored, and whether this call stored it.</returns>
    Task<(BlobInfo Blob, bool IsNew)> PutAsync(ReadOnlyMemory<byte> content, string mediaType, CancellationToken cancellationToken);

    /// <summary>A blob and its content, or null.</summary>
    /// <exception cref="BlobExpiredException">It was there, and was deleted by its age.</exception>
    Task<(BlobInfo Blob, byte[] Content)?> FindAsync(string sha256, CancellationToken cancellationToken);

    /// <summary>The media type of a blob, or null when there is none by that hash.</summary>
    ValueTask<string?> FindMediaTypeAsync(string sha256, CancellationToken cancellationToken);

    /// <summary>Those of the hashes that no blob has, each once, in their order.</summary>
    Task<IReadOnlyList<string>> FindMissingAsync(
        IReadOnlyCollection<string> hashes, CancellationToken cancellationToken);
}
