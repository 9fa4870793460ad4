using System.Runtime.InteropServices;

namespace CuaRl.Core.Phones.Pictures.Png;

/// <summary>
/// Deflate (RFC 1951) for pictures of flat areas, in one block with a code of its own. Sought are repetitions of the row above,
/// of the byte before, and of the last place that began with the same bytes; equal rows cost a comparison and a few bits.
/// </summary>
internal sealed class RowDeflate
{
    private const int MinLength = 3;
    private const int MaxLength = 258;
    private const int MaxDistance = 32 * 1024;
    private const int EndOfBlock = 256;
    private const int FinalDynamicBlock = 0b101;

    /// <summary>A repetition that is found elsewhere costs a long distance: it must be this long.</summary>
    private const int MinFar = 6;

    private const int HashBits = 12;

    private readonly HuffmanCode _letters = new(286, limit: 15);
    private readonly HuffmanCode _distances = new(30, limit: 15);
    private readonly CodeLengths _lengths = new();
    private readonly int[] _last = new int[1 << HashBits];
    private readonly List<Token> _tokens = new(16 * 1024);

    /// <summary>Writes the rows' compressed bytes.</summary>
    /// <param name="rows">All rows, one after the other.</param>
    /// <param name="stride">The bytes of a row.</param>
    /// <param name="writer">Where they go.</param>
    public void Write(ReadOnlySpan<byte> rows, int stride, BitWriter writer)
    {
        _tokens.Clear();
        _letters.Clear();
        _distances.Clear();
        _last.AsSpan().Fill(-MaxDistance);
        Read(rows, stride);
        _letters.Count(EndOfBlock);
        _letters.Build();
        _distances.Build();
        writer.Bits(FinalDynamicBlock, 3);
        _lengths.Write(_letters.Lengths, _distances.Lengths, writer);
        foreach (var token in CollectionsMarshal.AsSpan(_tokens))
        {
            Write(token, writer);
        }

        _letters.Write(writer, EndOfBlock);
        writer.Align();
    }

    private void Read(ReadOnlySpan<byte> rows, int stride)
    {
        for (var at = 0; at < rows.Length;)
        {
            var rest = rows[at..];
            var (length, distance) = (0, 0);
            if (at >= stride && rest[0] == rows[at - stride])
            {
                (length, distance) = (rest.CommonPrefixLength(rows[(at - stride)..]), stride);
            }

            if (length < MaxLength && at > 0 && rest[0] == rows[at - 1])
            {
                var run = rest.CommonPrefixLength(rows[(at - 1)..]);
                (length, distance) = run >= length ? (run, 1) : (length, distance);
            }

            if (length < MaxLength && rest.Length >= sizeof(uint))
            {
                var hash = (MemoryMarshal.Read<uint>(rest) * 0x9E3779B1u) >> (32 - HashBits);
                var earlier = _last[hash];
                _last[hash] = at;
                if (at - earlier < MaxDistance && rest[0] == rows[earlier])
                {
                    var far = rest.CommonPrefixLength(rows[earlier..]);
                    (length, distance) = far >= Math.Max(MinFar, length + 3) ? (far, at - earlier) : (length, distance);
                }
            }

            at += length >= MinLength ? Repeat(length, distance) : Letter(rest[0]);
        }
    }

    private int Letter(byte value)
    {
        _letters.Count(value);
        _tokens.Add(new Token(value, 0));
        return 1;
    }

    /// <summary>A long repetition in pieces, none of which is too short to be one.</summary>
    private int Repeat(int length, int distance)
    {
        var code = DeflateTables.DistanceCode(distance);
        for (var left = length; left > 0;)
        {
            var piece = left - MaxLength is > 0 and < MinLength ? left - MinLength : Math.Min(left, MaxLength);
            _letters.Count(DeflateTables.LengthCode(piece));
            _distances.Count(code);
            _tokens.Add(new Token(piece, distance));
            left -= piece;
        }

        return length;
    }

    private void Write(Token token, BitWriter writer)
    {
        if (token.Distance == 0)
        {
            _letters.Write(writer, token.Value);
            return;
        }

        var length = DeflateTables.LengthCode(token.Value);
        _letters.Write(writer, length);
        var (start, bits) = DeflateTables.LengthRange(length);
        writer.Bits((uint)(token.Value - start), bits);
        var distance = DeflateTables.DistanceCode(token.Distance);
        _distances.Write(writer, distance);
        (start, bits) = DeflateTables.DistanceRange(distance);
        writer.Bits((uint)(token.Distance - start), bits);
    }

    /// <summary>A byte, or with a distance the length of what is repeated from there.</summary>
    private readonly record struct Token(int Value, int Distance);
}
