using System.Numerics;

namespace CuaRl.Core.Policies;

/// <summary>Numbers of words and of what is crossed from them, the same on every machine and in every version.</summary>
internal static class FeatureHash
{
    private const ulong Offset = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;
    private const ulong Odd = 0x9E3779B97F4A7C15;

    /// <summary>A number of a text, capitals or not: FNV-1a, mixed.</summary>
    public static ulong OfText(ReadOnlySpan<char> text)
    {
        var hash = Offset;
        foreach (var letter in text)
        {
            hash = (hash ^ Lower(letter)) * Prime;
        }

        return Mixed(hash);
    }

    /// <summary>A number of two, whose order counts.</summary>
    public static ulong Cross(ulong one, ulong other) => Mixed((BitOperations.RotateLeft(one, 29) * Odd) ^ other);

    public static ulong Cross(ulong one, ulong other, ulong third) => Cross(Cross(one, other), third);

    public static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        return value ^ (value >> 27);
    }

    /// <summary>The place of a feature, from its number: the upper bits of a product.</summary>
    public static int Place(ulong feature, int bits) => (int)((feature * Odd) >> (64 - bits));

    private static char Lower(char letter) =>
        letter is >= 'A' and <= 'Z' ? (char)(letter | 0x20) : letter < 0x80 ? letter : char.ToLowerInvariant(letter);
}
