using System.Collections.Concurrent;
using System.Security.Cryptography;
using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Loop.Rollouts;

/// <summary>Stores pictures and lists of elements, each once: a phone shows the same screen again and again.</summary>
internal sealed class BlobCache(IBlobStore blobs, Patience patience)
{
    /// <summary>How many hashes are kept: about 20 MB.</summary>
    private const int MostKnown = 200_000;

    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);

    /// <summary>Begins to store something, unless it is stored.</summary>
    public StoredBlob Put(ReadOnlyMemory<byte> content, string mediaType, CancellationToken cancellationToken)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        return new StoredBlob(sha256, _known.ContainsKey(sha256) ? Task.CompletedTask : StoreAsync(sha256, content, mediaType, cancellationToken));
    }

    /// <summary>What was stored; null when it is gone.</summary>
    public async Task<byte[]?> FindAsync(string sha256, CancellationToken cancellationToken) =>
        (await patience.RepeatAsync(() => blobs.FindAsync(sha256, cancellationToken), cancellationToken))?.Content;

    /// <summary>What was stored may be gone: trainings are deleted with their pictures.</summary>
    public void Forget() => _known.Clear();

    private async Task StoreAsync(
        string sha256, ReadOnlyMemory<byte> content, string mediaType, CancellationToken cancellationToken)
    {
        await patience.RepeatAsync(() => blobs.PutAsync(content, mediaType, cancellationToken), cancellationToken);
        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        _known[sha256] = true;
    }
}

/// <summary>Something that is stored by its hash.</summary>
/// <param name="Sha256">The hash.</param>
/// <param name="Stored">Ends when it is durable.</param>
internal readonly record struct StoredBlob(string Sha256, Task Stored);
