using CuaRl.Grains.Ports;

namespace CuaRl.Adapters.Postgres.Blobs;

/// <summary>The blobs of one commit: those of one hash are one row, and the first of them is the one that may be new.</summary>
internal sealed class BlobBatch(BlobOptions options)
{
    private static readonly IComparer<byte[]> ByBytes =
        Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right));

    private readonly SortedDictionary<byte[], List<PendingBlob>> _rows = new(ByBytes);
    private long _bytes;

    /// <summary>Whose they are.</summary>
    public List<PendingBlob> Items { get; } = [];

    /// <summary>The hashes, each once, sorted as the server sorts them.</summary>
    public IEnumerable<byte[]> Hashes => _rows.Keys;

    /// <summary>The blob to store under a hash.</summary>
    public PendingBlob this[byte[] hash] => _rows[hash][0];

    /// <summary>Whether a blob may still go in; the first always may.</summary>
    public bool HasRoomFor(PendingBlob next) =>
        Items.Count == 0 || (Items.Count < options.BatchBlobs && _bytes + next.Content.Length <= options.BatchBytes);

    public void Add(PendingBlob item)
    {
        Items.Add(item);
        _bytes += item.Content.Length;
        if (!_rows.TryGetValue(item.Hash, out var same))
        {
            _rows.Add(item.Hash, same = []);
        }

        same.Add(item);
    }

    /// <summary>Tells those who wait for a hash what is stored under it.</summary>
    public void Answer(byte[] hash, BlobInfo blob, bool isNew)
    {
        foreach (var item in _rows[hash])
        {
            item.TrySetResult((blob, isNew));
            isNew = false;
        }
    }

    public void Clear()
    {
        _rows.Clear();
        _bytes = 0;
        Items.Clear();
    }
}
