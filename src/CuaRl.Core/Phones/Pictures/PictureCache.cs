using CuaRl.Core.Phones.Screens;

namespace CuaRl.Core.Phones.Pictures;

/// <summary>
/// Keeps pictures by <see cref="ScreenHash"/>, the ones used last, up to a number of bytes. Any thread may use it. Two threads
/// that want the same new picture at the same instant may both paint it, which changes nothing: both get the one that is kept.
/// </summary>
/// <param name="capacity">The most bytes of pictures that are kept. Default: 64 MiB, some 6,000 pictures.</param>
public sealed class PictureCache(long capacity = PictureCache.DefaultCapacity)
{
    private const long DefaultCapacity = 64 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, LinkedListNode<Entry>> _entries = [];

    /// <summary>The one used last is the first.</summary>
    private readonly LinkedList<Entry> _byUse = new();

    private long _bytes;

    /// <summary>How many pictures are kept.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>How many bytes the kept pictures have; never over the capacity.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    /// <summary>The picture of a screen, a PNG: the kept one, or painted now.</summary>
    public ReadOnlyMemory<byte> Paint(PhoneScreen screen)
    {
        var hash = ScreenHash.Of(screen);
        return Find(hash) ?? Keep(hash, ScreenPainter.Paint(screen));
    }

    private byte[]? Find(Guid hash)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(hash, out var node))
            {
                return null;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Png;
        }
    }

    private byte[] Keep(Guid hash, byte[] png)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(hash, out var node))
            {
                return node.Value.Png;
            }

            if (png.Length > capacity)
            {
                return png;
            }

            _entries.Add(hash, _byUse.AddFirst(new Entry(hash, png)));
            for (_bytes += png.Length; _bytes > capacity; _byUse.RemoveLast())
            {
                var oldest = _byUse.Last!.Value;
                _entries.Remove(oldest.Hash);
                _bytes -= oldest.Png.Length;
            }

            return png;
        }
    }

    private sealed record Entry(Guid Hash, byte[] Png);
}
