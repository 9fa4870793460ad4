using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace CuaRl.Adapters.Postgres.Records;

/// <summary>A grain's key and the name of its state as the row of its record spells them, the way the AdoNet provider does.</summary>
/// <param name="IdHash">A hash of the key, by which look-ups are narrowed.</param>
/// <param name="TypeHash">A hash of the name.</param>
/// <param name="Type">The name.</param>
/// <param name="Id">The key.</param>
internal sealed record RecordKey(int IdHash, int TypeHash, string Type, string Id)
{
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

    /// <summary>Its bytes in reverse, as the provider reads them.</summary>
    private static int Hash(ReadOnlySpan<byte> bytes) => (int)BinaryPrimitives.ReverseEndianness(XxHash32.HashToUInt32(bytes));
}
