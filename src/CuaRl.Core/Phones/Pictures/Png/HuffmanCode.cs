namespace CuaRl.Core.Phones.Pictures.Png;

/// <summary>
/// A code for symbols by how often each is used: canonical, as RFC 1951 section 3.2.2 makes it, and none longer than a limit.
/// </summary>
internal sealed class HuffmanCode(int symbols, int limit)
{
    private readonly int[] _uses = new int[symbols];
    private readonly byte[] _lengths = new byte[symbols];
    private readonly uint[] _codes = new uint[symbols];
    private readonly long[] _order = new long[symbols];
    private readonly int[] _weights = new int[2 * symbols];
    private readonly int[] _parents = new int[2 * symbols];
    private readonly int[] _depths = new int[2 * symbols];

    public ReadOnlySpan<byte> Lengths => _lengths;

    public void Clear() => Array.Clear(_uses);

    public void Count(int symbol) => _uses[symbol]++;

    public void Write(BitWriter writer, int symbol) => writer.Bits(_codes[symbol], _lengths[symbol]);

    /// <summary>Makes the code for what was counted.</summary>
    public void Build()
    {
        Array.Clear(_lengths);
        var used = Sort();
        Span<int> perLength = stackalloc int[Math.Max(symbols, limit) + 1];
        perLength.Clear();
        if (used == 1)
        {
            perLength[1] = 1;
        }
        else if (used > 1)
        {
            CountLengths(used, perLength);
            Limit(perLength);
        }

        Assign(used, perLength);
    }

    /// <summary>The used symbols, the rarest first.</summary>
    private int Sort()
    {
        var used = 0;
        for (var symbol = 0; symbol < symbols; symbol++)
        {
            if (_uses[symbol] > 0)
            {
                _order[used++] = ((long)_uses[symbol] << 16) | (long)symbol;
            }
        }

        _order.AsSpan(0, used).Sort();
        return used;
    }

    /// <summary>Joins the two lightest again and again: leaves wait in one queue, joined pairs in a second, both in order.</summary>
    private void CountLengths(int used, Span<int> perLength)
    {
        for (var i = 0; i < used; i++)
        {
            _weights[i] = (int)(_order[i] >> 16);
        }

        var (leaf, pair) = (0, used);
        for (var next = used; next < (2 * used) - 1; next++)
        {
            _weights[next] = 0;
            for (var i = 0; i < 2; i++)
            {
                var lightest = leaf < used && (pair >= next || _weights[leaf] <= _weights[pair]) ? leaf++ : pair++;
                _weights[next] += _weights[lightest];
                _parents[lightest] = next;
            }
        }

        _depths[(2 * used) - 2] = 0;
        for (var i = (2 * used) - 3; i >= 0; i--)
        {
            _depths[i] = _depths[_parents[i]] + 1;
            if (i < used)
            {
                perLength[_depths[i]]++;
            }
        }
    }

    /// <summary>Shortens what is too long to the limit, and pays with longer codes for others until all fit.</summary>
    private void Limit(Span<int> perLength)
    {
        for (var length = limit + 1; length < perLength.Length; length++)
        {
            perLength[limit] += perLength[length];
            perLength[length] = 0;
        }

        var taken = 0L;
        for (var length = 1; length <= limit; length++)
        {
            taken += (long)perLength[length] << (limit - length);
        }

        for (; taken > 1L << limit; taken--)
        {
            perLength[limit]--;
            var shorter = limit - 1;
            while (perLength[shorter] == 0)
            {
                shorter--;
            }

            perLength[shorter]--;
            perLength[shorter + 1] += 2;
        }
    }

    private void Assign(int used, ReadOnlySpan<int> perLength)
    {
        Span<uint> next = stackalloc uint[limit + 2];
        next.Clear();
        var rarest = used;
        for (var length = 1; length <= limit; length++)
        {
            next[length + 1] = (next[length] + (uint)perLength[length]) << 1;
            for (var i = 0; i < perLength[length]; i++)
            {
                _lengths[(int)(_order[--rarest] & 0xFFFF)] = (byte)length;
            }
        }

        for (var symbol = 0; symbol < symbols; symbol++)
        {
            if (_lengths[symbol] > 0)
            {
                _codes[symbol] = Reverse(next[_lengths[symbol]]++, _lengths[symbol]);
            }
        }
    }

    private static uint Reverse(uint code, int length)
    {
        var reversed = 0u;
        for (var i = 0; i < length; i++, code >>= 1)
        {
            reversed = (reversed << 1) | (code & 1);
        }

        return reversed;
    }
}
