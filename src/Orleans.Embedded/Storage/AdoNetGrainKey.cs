using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// A grain's key as the storage row spells it. What kind of key it is, is guessed from its text, as Orleans does: 32
/// hexadecimal digits are a Guid, up to 16 an integer, both with an extension after a plus sign; all else is a string.
/// So "12", "012" and the integer key 18 are one row. Reviewed keys start with a letter beyond f.
/// </summary>
internal readonly record struct AdoNetGrainKey(int Hash, long N0, long N1, string? Extension)
{
    private const int GuidDigits = 32;
    private const byte ExtensionMark = (byte)'+';

    public static AdoNetGrainKey Of(GrainId grainId)
    {
        var text = grainId.Key.ToString();
        ReadOnlySpan<byte> key = Encoding.UTF8.GetBytes(text);
        if ((key.Length == GuidDigits || (key.Length > GuidDigits && key[GuidDigits] == ExtensionMark))
            && Utf8Parser.TryParse(key[..GuidDigits], out Guid guid, out var read, 'N') && read == GuidDigits)
        {
            Span<byte> halves = stackalloc byte[16];
            guid.TryWriteBytes(halves);
            var extension = key.Length > GuidDigits ? Encoding.UTF8.GetString(key[(GuidDigits + 1)..]) : null;
            return new(HashOf(halves, extension), MemoryMarshal.Read<long>(halves), MemoryMarshal.Read<long>(halves[8..]), extension);
        }

        var mark = key.IndexOf(ExtensionMark);
        var digits = mark < 0 ? key : key[..mark];
        if (Utf8Parser.TryParse(digits, out long number, out read, 'X') && read == digits.Length)
        {
            var extension = mark < 0 ? null : Encoding.UTF8.GetString(key[(mark + 1)..]);
            return new(HashOf(MemoryMarshal.AsBytes(new ReadOnlySpan<long>(ref number)), extension), 0, number, extension);
        }

        return new(HashOf([], text), 0, 0, text);
    }

    /// <summary>The bytes are hashed backwards.</summary>
    private static int HashOf(ReadOnlySpan<byte> id, string? extension)
    {
        byte[] bytes = [.. id, .. Encoding.UTF8.GetBytes(extension ?? "")];
        Array.Reverse(bytes);
        return (int)StableHash.ComputeHash(bytes);
    }
}
