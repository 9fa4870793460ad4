using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Orleans;

/// <summary>
/// xxHash32 with seed 0, its bytes in reverse, since Orleans reads the digest's bytes as a number of the machine. Look-ups
/// in storage are narrowed by it, so it is part of the stored identity.
/// </summary>
internal static class StableHash
{
    private const uint Prime1 = 2654435761;
    private const uint Prime2 = 2246822519;
    private const uint Prime3 = 3266489917;
    private const uint Prime4 = 668265263;
    private const uint Prime5 = 374761393;

    public static uint ComputeHash(ReadOnlySpan<byte> data)
    {
        var rest = data;
        var hash = Prime5;
        if (data.Length >= 16)
        {
            Span<uint> lanes = [unchecked(Prime1 + Prime2), Prime2, 0, unchecked(0 - Prime1)];
            for (; rest.Length >= 16; rest = rest[16..])
            {
                for (var i = 0; i < 4; i++)
                {
                    var word = BinaryPrimitives.ReadUInt32LittleEndian(rest[(i * 4)..]);
                    lanes[i] = BitOperations.RotateLeft(lanes[i] + word * Prime2, 13) * Prime1;
                }
            }

            hash = BitOperations.RotateLeft(lanes[0], 1) + BitOperations.RotateLeft(lanes[1], 7)
                + BitOperations.RotateLeft(lanes[2], 12) + BitOperations.RotateLeft(lanes[3], 18);
        }

        hash += (uint)data.Length;
        for (; rest.Length >= 4; rest = rest[4..])
        {
            hash = BitOperations.RotateLeft(hash + BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime3, 17) * Prime4;
        }

        foreach (uint last in rest)
        {
            hash = BitOperations.RotateLeft(hash + last * Prime5, 11) * Prime1;
        }

        hash = (hash ^ (hash >> 15)) * Prime2;
        hash = (hash ^ (hash >> 13)) * Prime3;
        return BinaryPrimitives.ReverseEndianness(hash ^ (hash >> 16));
    }

    public static uint ComputeHash(string data) => ComputeHash(MemoryMarshal.AsBytes(data.AsSpan()));
}
