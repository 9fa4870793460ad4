using System.Collections.Frozen;

namespace CuaRl.Core.Prompts.Tokens;

/// <summary>
/// The letters that byte-level vocabularies write bytes as (GPT-2's <c>bytes_to_unicode</c>): a byte that prints in Latin-1 is itself,
/// the others are the letters from U+0100 on, in order.
/// </summary>
internal static class ByteAlphabet
{
    private const int FirstOther = 0x100;

    private static readonly char[] Letters = Make();
    private static readonly FrozenDictionary<char, byte> Bytes =
        Letters.Select((letter, value) => KeyValuePair.Create(letter, (byte)value)).ToFrozenDictionary();

    public static char Of(byte value) => Letters[value];

    /// <summary>The byte of a letter; null for one that stands for none.</summary>
    public static byte? Find(char letter) => Bytes.TryGetValue(letter, out var value) ? value : null;

    private static char[] Make()
    {
        var (letters, others) = (new char[byte.MaxValue + 1], 0);
        for (var value = 0; value < letters.Length; value++)
        {
            letters[value] = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF)
                ? (char)value
                : (char)(FirstOther + others++);
        }

        return letters;
    }
}
