using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Orleans;

/// <summary>
/// xxHash32 with seed 0, its bytes in reverse, since Orleans reads the digest's bytes as a number of the machine. Look-ups
/// in storage are narrowed by it, so it is part of the stored identity.
/// </summary>
internal static class StableHash
{
    public static uint ComputeHash(ReadOnlySpan<byte> data) => BinaryPrimitives.ReverseEndianness(XxHash32.HashToUInt32(data));

    public static uint ComputeHash(string data) => ComputeHash(MemoryMarshal.AsBytes(data.AsSpan()));
}
