using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace CuaRl.Adapters.Postgres.Records;

/// <summary>A grain's key and the name of its state as the row of its record spells them, the way the AdoNet provider does.</summary>
/// <param name="IdHash">A hash of the key, by which look-ups are narrowed.</param>
/// <param name="TypeHash">A hash of the name.</param>
/// <param name="Type">The name.</param>
/// <param name="Id">The key.</param>
internal sealed record RecordKey(int IdHash, int TypeHash, string Type, string Id)
{
    private const uint Prime1 = 2654435761;
    private const uint Prime2 = 2246822519;
    private const uint Prime3 = 3266489917;
    private const uint Prime4 = 668265263;
    private const uint Prime5 = 374761393;

    /// <summary>The key's row; null for keys that may be taken for numbers, as none of this service's grains has.</summary>
    public static RecordKey? Of(string stateName, GrainId grainId)
    {
        var id = grainId.Key.ToString()!;
        if (id.IndexOf(':', StringComparison.Ordinal) <= 0)
        {
            return null;
        }

        var bytes = Encoding.UTF8.GetBytes(id);
        Array.Reverse(bytes);
        return new RecordKey(Hash(bytes), Hash(Encoding.UTF8.GetBytes(stateName)), stateName, id);
    }

    /// <summary>xxHash32 with seed 0, its bytes in reverse.</summary>
    private static int Hash(ReadOnlySpan<byte> rest)
    {
        var length = (uint)rest.Length;
        var hash = Prime5;
        if (rest.Length >= 16)
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

        hash += length;
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
        return (int)BinaryPrimitives.ReverseEndianness(hash ^ (hash >> 16));
    }
}
