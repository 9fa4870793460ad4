using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CuaRl.Core.Policies;

/// <summary>Writes numbers as bytes: whole ones in groups of seven bits from the lowest, floating ones little-endian.</summary>
internal sealed class PolicyWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public void Whole(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Byte((byte)(value | 0x80));
        }

        Byte((byte)value);
    }

    public void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }

    /// <summary>Runs of zeros by their length, what is between them as it is.</summary>
    public void Sparse(ReadOnlySpan<float> values)
    {
        var bits = MemoryMarshal.Cast<float, int>(values);
        while (!bits.IsEmpty)
        {
            var zeros = bits.IndexOfAnyExcept(0);
            zeros = zeros < 0 ? bits.Length : zeros;
            var rest = bits[zeros..];
            var count = rest.IndexOf(0);
            count = count < 0 ? rest.Length : count;
            Whole((ulong)zeros);
            Whole((ulong)count);
            foreach (var value in rest[..count])
            {
                BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(sizeof(int)), value);
                _bytes.Advance(sizeof(int));
            }

            bits = rest[count..];
        }
    }

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();
}
