namespace CuaRl.Core.Phones.State;

/// <summary>Choices that follow from a seed and what is chosen, so that none has to be kept.</summary>
internal static class Mix
{
    /// <summary>FNV-1a: a number of a text, the same on every machine.</summary>
    public static ulong OfText(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var character in text)
        {
            hash = (hash ^ character) * 0x100000001B3;
        }

        return hash;
    }

    /// <summary>64 bits of a seed and a number: SplitMix64's mixing.</summary>
    public static ulong Bits(ulong seed, ulong number)
    {
        var mixed = seed ^ (number * 0x9E3779B97F4A7C15);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A whole number from 0 to <paramref name="count"/> - 1.</summary>
    public static int Index(ulong seed, ulong number, int count) => (int)Math.BigMul(Bits(seed, number), (ulong)count, out _);
}
