using System.Buffers.Binary;

namespace CuaRl.Benchmarks.Record;

/// <summary>Pictures of 50 KB that compress no further, each of them new.</summary>
internal sealed class Screenshots
{
    public const int Size = 50 * 1024;

    private readonly byte[] _noise = new byte[Size];
    private long _next;

    public Screenshots() => new Random(4).NextBytes(_noise);

    /// <summary>One that nobody had before.</summary>
    public byte[] Next()
    {
        var content = _noise.AsSpan().ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(content, Interlocked.Increment(ref _next));
        return content;
    }
}
