using System.Numerics;

namespace CuaRl.Core.Phones.Pictures.Png;

/// <summary>The codes of lengths and distances, RFC 1951 section 3.2.5.</summary>
internal static class DeflateTables
{
    private const int FirstLength = 257;
    private const int MaxLength = 258;
    private const int LastLength = 285;

    private static readonly short[] LengthCodes = [.. Enumerable.Range(0, MaxLength + 1).Select(FindLength)];

    public static int LengthCode(int length) => LengthCodes[length];

    /// <summary>The shortest length of a code, and how many bits say how much longer it is.</summary>
    public static (int Start, int Bits) LengthRange(int code)
    {
        var index = code - FirstLength;
        if (code == LastLength)
        {
            return (MaxLength, 0);
        }

        return index < 8 ? (3 + index, 0) : (3 + ((4 + (index & 3)) << ((index >> 2) - 1)), (index >> 2) - 1);
    }

    public static int DistanceCode(int distance)
    {
        var from = (uint)(distance - 1);
        var log = BitOperations.Log2(from);
        return from < 4 ? (int)from : (2 * log) + (int)((from >> (log - 1)) & 1);
    }

    /// <summary>The shortest distance of a code, and how many bits say how much longer it is.</summary>
    public static (int Start, int Bits) DistanceRange(int code) =>
        code < 4 ? (1 + code, 0) : (1 + ((2 + (code & 1)) << ((code >> 1) - 1)), (code >> 1) - 1);

    private static short FindLength(int length)
    {
        var code = LastLength;
        while (code > FirstLength && LengthRange(code).Start > length)
        {
            code--;
        }

        return (short)code;
    }
}
