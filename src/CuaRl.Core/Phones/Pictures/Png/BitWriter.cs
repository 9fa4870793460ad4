using System.Buffers.Binary;

namespace CuaRl.Core.Phones.Pictures.Png;

/// <summary>Bytes that grow, and bits into them, the lowest first, as RFC 1951 has it. Used again and again.</summary>
internal sealed class BitWriter
{
    private byte[] _bytes = new byte[16 * 1024];
    private int _used;
    private ulong _bits;
    private int _count;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _used);

    public void Clear() => (_used, _bits, _count) = (0, 0, 0);

    public void Byte(byte value)
    {
        Room(1);
        _bytes[_used++] = value;
    }

    public void Number(uint value)
    {
        Room(sizeof(uint));
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(_used), value);
        _used += sizeof(uint);
    }

    /// <summary>Writes a number over the one that is there.</summary>
    public void Patch(int at, uint value) => BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(at), value);

    /// <summary>At most 32 bits.</summary>
    public void Bits(uint value, int count)
    {
        _bits |= (ulong)value << _count;
        _count += count;
        if (_count >= 32)
        {
            Room(sizeof(uint));
            BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(_used), (uint)_bits);
            _used += sizeof(uint);
            _bits >>= 32;
            _count -= 32;
        }
    }

    /// <summary>What is left of a byte becomes one, filled with zeros.</summary>
    public void Align()
    {
        for (; _count > 0; _count -= 8, _bits >>= 8)
        {
            Byte((byte)_bits);
        }

        (_bits, _count) = (0, 0);
    }

    private void Room(int count)
    {
        if (_used + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, 2 * _bytes.Length);
        }
    }
}
