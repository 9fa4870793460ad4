using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace CuaRl.Core.Runs;

/// <summary>
/// The identity of what an append holds: the first 16 bytes of SHA-256 over its fields in order. Stored beside the operation
/// id, so the encoding never changes.
/// </summary>
/// <remarks>
/// Numbers are little endian. A text or an array is its length in items (int32), then the items; null is the length -1. A number
/// that may be missing is a byte 1 and the number, or a byte 0.
/// </remarks>
public sealed class ContentHash : IDisposable
{
    private const int Capacity = 16 * 1024;
    private const int Missing = -1;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(Capacity);
    private int _used;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Add(bytes.Length);
        Write(bytes);
    }

    public void AddMissing() => Add(Missing);

    public void Add(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        Write(bytes);
    }

    public void Add(bool value) => Write([value ? (byte)1 : (byte)0]);

    public void Add(long? value)
    {
        Add(value.HasValue);
        if (value is { } number)
        {
            Span<byte> bytes = stackalloc byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            Write(bytes);
        }
    }

    /// <summary>By its bits, so that 0.0 and -0.0 are two numbers.</summary>
    public void Add(double? value) => Add(value is { } number ? BitConverter.DoubleToInt64Bits(number) : (long?)null);

    public void Add(ReadOnlySpan<int> values)
    {
        Add(values.Length);
        foreach (var value in values)
        {
            Add(value);
        }
    }

    public void Add(ReadOnlySpan<float> values) => Add(MemoryMarshal.Cast<float, int>(values));

    /// <summary>The hash of all that was added.</summary>
    public Guid Finish()
    {
        Flush();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetHashAndReset(hash);
        return new Guid(hash[..16], bigEndian: true);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _hash.Dispose();
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length - _used)
        {
            Flush();
        }

        if (bytes.Length > _buffer.Length)
        {
            _hash.AppendData(bytes);
            return;
        }

        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    private void Flush()
    {
        _hash.AppendData(_buffer.AsSpan(0, _used));
        _used = 0;
    }
}
