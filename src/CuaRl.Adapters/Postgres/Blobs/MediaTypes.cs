using System.Collections.Concurrent;

namespace CuaRl.Adapters.Postgres.Blobs;

/// <summary>
/// The media types of blobs that were used lately, so that naming a picture which was just stored costs no read. Of two halves
/// the older one is dropped when the younger is full.
/// </summary>
internal sealed class MediaTypes(int size)
{
    private ConcurrentDictionary<UInt128, string> _young = [];
    private ConcurrentDictionary<UInt128, string> _old = [];
    private int _count;

    public void Learn(ReadOnlySpan<byte> hash, string mediaType) => Learn(Key(hash), mediaType);

    public string? Find(ReadOnlySpan<byte> hash)
    {
        var key = Key(hash);
        if (_young.TryGetValue(key, out var known))
        {
            return known;
        }

        if (!_old.TryGetValue(key, out known))
        {
            return null;
        }

        Learn(key, known);
        return known;
    }

    private void Learn(UInt128 key, string mediaType)
    {
        if (_young.TryAdd(key, mediaType) && Interlocked.Increment(ref _count) == size / 2)
        {
            _old = Interlocked.Exchange(ref _young, []);
            _count = 0;
        }
    }

    /// <summary>Half of a SHA-256 tells blobs apart as well.</summary>
    private static UInt128 Key(ReadOnlySpan<byte> hash) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
}
