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

    /// <returns>The hash by which it is stored.</returns>
    public async ValueTask<string> PutAsync(ReadOnlyMemory<byte> content, string mediaType, CancellationToken cancellationToken)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        if (!_known.ContainsKey(sha256))
        {
            await patience.RepeatAsync(() => blobs.PutAsync(content, mediaType, cancellationToken), cancellationToken);
            if (_known.Count >= MostKnown)
            {
                _known.Clear();
            }

            _known[sha256] = true;
        }

        return sha256;
    }

    /// <summary>What was stored may be gone: trainings are deleted with their pictures.</summary>
    public void Forget() => _known.Clear();
}
