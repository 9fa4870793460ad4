namespace CuaRl.Core.Phones.Pictures.Png;

/// <summary>The head of a block with codes of its own: how long each symbol's code is, RFC 1951 section 3.2.7.</summary>
internal sealed class CodeLengths
{
    private const int RepeatLast = 16;
    private const int FewZeros = 17;
    private const int ManyZeros = 18;
    private const int MostOfLast = 6;
    private const int MostFewZeros = 10;
    private const int MostZeros = 138;
    private const int MinRun = 3;
    private const int MinLetters = 257;

    private static readonly byte[] Order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private readonly HuffmanCode _code = new(Order.Length, limit: 7);
    private readonly List<(int Symbol, int More, int Bits)> _runs = [];

    public void Write(ReadOnlySpan<byte> letters, ReadOnlySpan<byte> distances, BitWriter writer)
    {
        letters = letters[..Math.Max(MinLetters, letters.LastIndexOfAnyExcept((byte)0) + 1)];
        distances = distances[..Math.Max(1, distances.LastIndexOfAnyExcept((byte)0) + 1)];
        _code.Clear();
        _runs.Clear();
        Read([.. letters, .. distances]);
        _code.Build();
        var count = Order.Length;
        while (count > 4 && _code.Lengths[Order[count - 1]] == 0)
        {
            count--;
        }

        writer.Bits((uint)(letters.Length - MinLetters), 5);
        writer.Bits((uint)(distances.Length - 1), 5);
        writer.Bits((uint)(count - 4), 4);
        foreach (var symbol in Order.AsSpan(0, count))
        {
            writer.Bits(_code.Lengths[symbol], 3);
        }

        foreach (var (symbol, more, bits) in _runs)
        {
            _code.Write(writer, symbol);
            writer.Bits((uint)more, bits);
        }
    }

    private void Read(ReadOnlySpan<byte> lengths)
    {
        for (var at = 0; at < lengths.Length;)
        {
            var (length, end) = (lengths[at], lengths[at..].IndexOfAnyExcept(lengths[at]));
            var run = end < 0 ? lengths.Length - at : end;
            if (length == 0 && run >= MinRun)
            {
                run = Math.Min(run, MostZeros);
                Add(run > MostFewZeros ? (ManyZeros, run - MostFewZeros - 1, 7) : (FewZeros, run - MinRun, 3));
            }
            else if (at > 0 && lengths[at - 1] == length && run >= MinRun)
            {
                run = Math.Min(run, MostOfLast);
                Add((RepeatLast, run - MinRun, 2));
            }
            else
            {
                run = 1;
                Add((length, 0, 0));
            }

            at += run;
        }
    }

    private void Add((int Symbol, int More, int Bits) run)
    {
        _code.Count(run.Symbol);
        _runs.Add(run);
    }
}
